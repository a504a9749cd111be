// The script of an exported replay: it has a clock, which pages that are only drawn have not.

/** Shows one moment after the other, and plays. It reads nothing but the page that it stands in. */
export const replayPlayer = [
  "const frames=[...document.querySelectorAll('figure')],slider=document.querySelector('input'),play=document.getElementById('play');",
  'let at=0,timer;',
  'function show(index){at=Math.min(Math.max(index,0),frames.length-1);frames.forEach((one,i)=>{one.hidden=i!==at});slider.value=at}',
  'function stop(){clearInterval(timer);timer=undefined;play.textContent=play.dataset.play}',
  'function start(){if(at===frames.length-1)show(0);play.textContent=play.dataset.pause;timer=setInterval(()=>{if(at===frames.length-1)stop();else show(at+1)},1600)}',
  "play.onclick=()=>timer?stop():start();document.getElementById('back').onclick=()=>show(at-1);document.getElementById('next').onclick=()=>show(at+1);",
  'slider.oninput=()=>show(Number(slider.value));show(0)',
].join('');
