/** Of this program, as a dossier says by what it was made. */
export const VERSION = '0.1.0';
