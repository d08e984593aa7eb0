import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';

const base = {
  DATABASE_URL: 'postgres://duban:x@db.example:5432/duban',
  DUBAN_SMTP_URL: 'smtp://smtp.example',
  DUBAN_MAIL_FROM: 'duban@example.org',
  DUBAN_EVIDENCE_DIR: '/srv/evidence',
};
const read = (own: Record<string, string>) => readSettings({ ...base, ...own }).channels;

function faultOf(own: Record<string, string>): string {
  try {
    read(own);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('taken');
}

describe('settings of other channels', () => {
  it('are absent where nothing is set up', () => {
    expect(readSettings({ ...base, DUBAN_WECOM_WEBHOOK: '' })).not.toHaveProperty('channels');
  });

  it('are each channel’s own', () => {
    const hook = 'https://oapi.dingtalk.com/robot/send?access_token=t';
    expect(read({ DUBAN_DINGTALK_WEBHOOK: hook, DUBAN_DINGTALK_SECRET: 'SEC1' })).toEqual({
      dingtalk: { url: new URL(hook), secret: 'SEC1' },
    });
    expect(
      read({
        DUBAN_SMS_URL: 'https://dysmsapi.aliyuncs.com',
        ...{
          DUBAN_SMS_KEY_ID: 'i',
          DUBAN_SMS_KEY_SECRET: 's',
          DUBAN_SMS_SIGN_NAME: '某市教育局',
          DUBAN_SMS_TEMPLATE: 'SMS_1',
        },
      }),
    ).toEqual({
      sms: {
        url: new URL('https://dysmsapi.aliyuncs.com'),
        keyId: 'i',
        keySecret: 's',
        signName: '某市教育局',
        template: 'SMS_1',
      },
    });
  });

  it.each([
    ['another host', 'https://qyapi.weixin.qq.com.evil.example/send?key=geheim', '不在许可之列'],
    ['another service’s host', 'https://oapi.dingtalk.com/robot/send?access_token=geheim', '不在许可之列'],
    ['another port', 'https://qyapi.weixin.qq.com:8443/send?key=geheim', '不在许可之列'],
    ['no encryption', 'http://qyapi.weixin.qq.com/send?key=geheim', 'https://'],
    ['a user in the address', 'https://qyapi.weixin.qq.com@evil.example/?geheim', 'https://'],
    ['no address', 'geheim', 'https://'],
    ['another scheme', 'file:///geheim', 'https://'],
  ])('are refused with %s, without repeating the address', (_, address, words) => {
    const fault = faultOf({ DUBAN_WECOM_WEBHOOK: address });
    expect(fault).toContain('DUBAN_WECOM_WEBHOOK');
    expect(fault).toContain(words);
    expect(fault).not.toContain('geheim');
  });

  it('may lead to a private deployment that is named, and without encryption to this machine alone', () => {
    const DUBAN_CHANNEL_HOSTS = 'wecom.example.org:8443 127.0.0.1:9000  sms.example.org';
    const at = (url: string) => ({ DUBAN_WECOM_WEBHOOK: url, DUBAN_CHANNEL_HOSTS });
    expect(read(at('https://wecom.example.org:8443/send?key=k'))).toHaveProperty('wecom');
    expect(read(at('http://127.0.0.1:9000/send?key=k'))).toHaveProperty('wecom');
    expect(faultOf(at('https://wecom.example.org/send?key=k'))).toContain('不在许可之列');
    expect(faultOf(at('http://sms.example.org/send?key=k'))).toContain('只有本机可用');
  });

  it('of text messages are all there, or the missing are named', () => {
    const fault = faultOf({ DUBAN_SMS_URL: 'https://dysmsapi.aliyuncs.com', DUBAN_SMS_KEY_ID: 'i' });
    expect(fault).toMatch(/DUBAN_SMS_KEY_SECRET 未设置.*DUBAN_SMS_SIGN_NAME 未设置.*DUBAN_SMS_TEMPLATE 未设置/);
  });
});
