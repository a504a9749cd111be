// What somebody asked for in words that mean nothing here: a sentence for whoever asked.

/** Wrong usage, or an input that was named and could not be read: the message is shown to whoever asked, who can mend it. */
export class UsageError extends Error {}
