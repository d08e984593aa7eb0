/** A mail as it comes in, of header lines and a body. */
export function letter(headers: Record<string, string>, body: string): Buffer {
  const all = {
    From: '张三 <zhang@example.org>',
    To: 'duban@office.example',
    Subject: '回复：【提醒】1.2 学区制管理',
    'Message-ID': '<answer-1@example.org>',
    'In-Reply-To': '<mail-1@office.example>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** A report of RFC 3464 on our mail `mail-1`. */
export function deliveryReport(
  action: 'failed' | 'delayed',
  id = 'mail-1@office.example',
  code = '550 5.1.1 user unknown',
): Buffer {
  const body = [
    ...['--b', 'Content-Type: text/plain', '', 'This is the mail system.', ''],
    ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.org', ''],
    ...['Final-Recipient: rfc822; zhang@example.org', `Action: ${action}`, 'Status: 5.1.1'],
    ...[`Diagnostic-Code: smtp; ${code}`, ''],
    ...['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${id}>`, 'Subject: x', '', '--b--', ''],
  ];
  const headers = {
    From: 'MAILER-DAEMON@mx.example.org',
    Subject: 'Undelivered Mail Returned to Sender',
    'Message-ID': `<bounce-${action}-${id}>`,
    'In-Reply-To': '',
    'Auto-Submitted': 'auto-replied',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
  };
  return letter(headers, body.join('\r\n'));
}
