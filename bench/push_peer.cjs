// node web-push at the same job, for bench/push.py: CERTIFICATE PORT P256DH COUNT; prints messages per core-second.
// It is found where NODE_PATH says; nothing of the project needs it.
const fs = require('node:fs');
const https = require('node:https');
const webpush = require('web-push');

const [certificate, port, p256dh, count] = process.argv.slice(2);
const agent = new https.Agent({ keepAlive: true, maxSockets: 256, ca: fs.readFileSync(certificate) });
const keys = webpush.generateVAPIDKeys();
webpush.setVapidDetails('mailto:desk@example.org', keys.publicKey, keys.privateKey);
const subscription = {
  endpoint: `https://127.0.0.1:${port}/push/abcdefghijklmnopqrstuvwxyz`,
  keys: { p256dh, auth: Buffer.alloc(16).toString('base64url') },
};
const payload = Buffer.alloc(300, 'x');

async function sender(left) {
  while (left.count-- > 0) await webpush.sendNotification(subscription, payload, { TTL: 60, agent });
}

async function main() {
  const began = process.cpuUsage();
  const left = { count: Number(count) };
  await Promise.all(Array.from({ length: 256 }, () => sender(left)));
  const used = process.cpuUsage(began);
  console.log((Number(count) / ((used.user + used.system) / 1e6)).toFixed(1));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
