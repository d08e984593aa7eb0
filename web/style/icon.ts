/** A seal: three lights on the colour of one. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1b4a84"/><circle cx="16" cy="8" r="4" fill="#e2564a"/><circle cx="16" cy="16" r="4" fill="#e8b23d"/><circle cx="16" cy="24" r="4" fill="#4caf6d"/></svg>`;
