import type { MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { secureHeaders } from 'hono/secure-headers';

/**
 * No scripts at all, nothing from other hosts, forms that only ask this one, no framing but of a caught mail by its own page. What a route
 * sets itself (a mail's sandbox) stands.
 */
export function consoleHeaders(): MiddlewareHandler {
  return every(
    secureHeaders({
      overwrite: false,
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
      // Mails in their sandbox have another origin; the header could only be contradicted.
      originAgentCluster: false,
      // Whether a host is reached by TLS alone is its reverse proxy's to promise.
      strictTransportSecurity: false,
    }),
    async (c, next) => {
      await next();
      // The register moves on while a page is open: going back must not show an old light.
      if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
    },
  );
}

/** For the HTML of a mail: shown, never run, and nothing fetched from anywhere. */
export const mailSandbox = {
  'Content-Security-Policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
} as const;
