/** Documents of one archive. What is more is refused, never cut. */
export const mostTaken: Readonly<Record<'text' | 'printed' | 'offline', number>> = { text: 2000, printed: 100, offline: 1000 };
