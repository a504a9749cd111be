-- What somebody does in Neovim, with its own client: opens a file, looks, takes a fix. Writes what was seen as JSON.
local root, report = os.getenv('CLIENT_WORKSPACE'), os.getenv('CLIENT_REPORT')
local patience = 60000

local function wait(what, done)
  if not vim.wait(patience, done, 20) then error('in vain: ' .. what) end
end

local function run()
  vim.o.columns = 80
  vim.o.lines = 60
  vim.cmd('filetype on')
  local config = {
    name = 'kube-node-lifecycle',
    cmd = { os.getenv('CLIENT_NODE'), os.getenv('CLIENT_SERVER'), '--stdio' },
    root_dir = root,
  }
  vim.cmd('edit ' .. root .. '/controller-manager.yaml')
  local start = vim.lsp.start_client or function(options) return vim.lsp.start(options, { attach = false }) end
  local client = start(config)
  wait('attach', function() return vim.lsp.buf_attach_client(0, client) end)
  wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  local seen = { diagnostics = {}, filetype = vim.bo.filetype }
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(seen.diagnostics, { line = one.lnum + 1, message = one.message, source = one.source })
  end

  local function request(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params, patience)
    for _, answer in pairs(answers or {}) do
      if answer.err or answer.error then error(method .. ': ' .. vim.inspect(answer.err or answer.error)) end
      return answer.result
    end
  end
  local document = vim.lsp.util.make_text_document_params()
  seen.hints = {}
  local whole = { start = { line = 0, character = 0 }, ['end'] = { line = vim.api.nvim_buf_line_count(0), character = 0 } }
  for _, hint in ipairs(request('textDocument/inlayHint', { textDocument = document, range = whole }) or {}) do
    table.insert(seen.hints, { line = hint.position.line + 1, label = hint.label })
  end

  -- A window that floats over the text, as K shows it.
  vim.fn.search('node-monitor-grace-period')
  vim.lsp.buf.hover()
  local float
  wait('hover', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then float = window end
    end
    return float ~= nil
  end)
  seen.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false)
  seen.hoverWidth = vim.api.nvim_win_get_width(float)
  vim.api.nvim_win_close(float, true)

  -- The fix that changes another file as well, chosen from the list by its title.
  vim.fn.search('pod-eviction-timeout')
  seen.fixes = {}
  vim.ui.select = function(items, options, choose)
    local chosen
    for _, item in ipairs(items) do
      local title = options.format_item(item)
      table.insert(seen.fixes, title)
      if chosen == nil and title:find('kube-apiserver.yaml', 1, true) then chosen = item end
    end
    choose(chosen)
  end
  vim.lsp.buf.code_action()
  wait('fix', function() return vim.fn.search('pod-eviction-timeout', 'nw') == 0 end)
  vim.cmd('wall')

  -- The configuration file, half written.
  vim.cmd('edit ' .. root .. '/.kube-node-lifecycle.yaml')
  wait('attach', function() return vim.lsp.buf_attach_client(0, client) end)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'profile: ' })
  local list = request('textDocument/completion', {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = 0, character = 9 },
  })
  seen.completions = {}
  for _, item in ipairs(list and (list.items or list) or {}) do table.insert(seen.completions, item.label) end
  return seen
end

local ok, result = pcall(run)
local file = assert(io.open(report, 'w'))
file:write(vim.fn.json_encode(ok and result or { error = tostring(result) }))
file:close()
vim.cmd('qall!')
