// Other makers' VietQR and VNPAY libraries behind lines of JSON: one question a line on standard input, one answer a
// line on standard output. It ends when its parent closes standard input.
import { createInterface } from 'node:readline';
import qrPay from 'vietnam-qr-pay';
import { generateVietQR, parse, validate } from 'vietqr-ts';
import { ignoreLogger, VNPay } from 'vnpay';

function shop({ secret, tmnCode, host }) {
  return new VNPay({ tmnCode, secureSecret: secret, vnpayHost: host, queryDrAndRefundHost: host, loggerFn: ignoreLogger });
}

const asked = {
  'qr-pay parse': ({ qr }) => ({ ...new qrPay.QRPay(qr) }),
  'qr-pay build': ({ options }) => qrPay.QRPay.initVietQR(options).build(),
  'qr-pay banks': () => qrPay.BanksObject && Object.values(qrPay.BanksObject).map(({ bin, shortName }) => [bin, shortName]),
  'vietqr-ts parse': ({ qr }) => {
    const read = parse(qr);
    return { ...read, validation: read.success ? validate(read.data, qr) : null };
  },
  'vietqr-ts build': ({ config }) => generateVietQR(config).rawData,
  'form encoding': ({ text }) => new URLSearchParams({ k: text }).toString(),
  'vnpay url': ({ data, ...config }) => shop(config).buildPaymentUrl(data),
  'vnpay return': ({ query, ...config }) => shop(config).verifyReturnUrl(query),
  'vnpay ipn': ({ query, ...config }) => shop(config).verifyIpnCall(query),
  'vnpay query': ({ query, ...config }) => shop(config).queryDr(query),
  'vnpay refund': ({ data, ...config }) => shop(config).refund(data),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { question, ...content } = JSON.parse(line);
  let answer;
  try {
    answer = { answer: await asked[question](content) };
  } catch (error) {
    answer = { error: `${error} ${error.cause ?? ''}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
