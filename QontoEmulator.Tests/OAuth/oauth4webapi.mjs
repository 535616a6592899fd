// A standard OAuth client that is not ours goes the whole way: code with PKCE through the real pages, id_token, a call, refresh, revocation.
// Run it in a folder where `npm install oauth4webapi` was done:  BASE_URL=http://localhost:8080 node oauth4webapi.mjs
import * as oauth from 'oauth4webapi';

const base = process.env.BASE_URL ?? 'http://localhost:8080';
const info = await (await fetch(`${base}/_emulator/info`)).json();
const redirectUri = 'http://localhost:3000/callback';
const plain = { [oauth.allowInsecureRequests]: true, headers: { 'X-Qonto-Staging-Token': info.staging_token } };

// As the real hosts publish no discovery document, a client writes down what it needs.
const server = {
  issuer: base,
  authorization_endpoint: `${base}/oauth2/auth`,
  token_endpoint: `${base}/oauth2/token`,
  revocation_endpoint: `${base}/oauth2/revoke`,
  jwks_uri: `${base}/.well-known/jwks.json?workspace=${info.id}`,
};
const client = { client_id: info.oauth.client_id };
const authentication = oauth.ClientSecretPost(info.oauth.client_secret);

// A browser as far as it is needed here: cookies, forms, redirects.
const cookies = new Map();
async function visit(address, form) {
  const answer = await fetch(new URL(address, base), {
    method: form ? 'POST' : 'GET', body: form && new URLSearchParams(form), redirect: 'manual',
    headers: { cookie: [...cookies].map(pair => pair.join('=')).join('; '), accept: 'text/html' },
  });
  for (const cookie of answer.headers.getSetCookie()) cookies.set(...cookie.split(';')[0].split(/=(.*)/s, 2));
  const location = answer.headers.get('location');
  return location?.startsWith(redirectUri) ? new URL(location) : location ? visit(location) : answer.text();
}
const attribute = (html, pattern) => html.match(pattern)[1].replaceAll('&amp;', '&');

const verifier = oauth.generateRandomCodeVerifier();
const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
const address = new URL(server.authorization_endpoint);
address.search = new URLSearchParams({
  client_id: client.client_id, redirect_uri: redirectUri, response_type: 'code', scope: 'openid offline_access organization.read', state, nonce,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
});

const wall = await visit(address);
const signIn = await visit(attribute(wall, /class="button" href="([^"]+)"/));
const code = await visit(attribute(signIn, /action="([^"]+\/signin\?[^"]+)"/), { email: info.user.email, password: info.user.password });
const consent = await visit(attribute(code, /action="([^"]+)"/), { token: attribute(code, /name="token" value="([^"]+)"/), code: info.user.sms_code });
const back = await visit(attribute(consent, /action="([^"]+)"/), { decision: 'allow' });

const parameters = oauth.validateAuthResponse(server, client, back, state);
const exchanged = await oauth.authorizationCodeGrantRequest(server, client, authentication, parameters, redirectUri, verifier, plain);
const tokens = await oauth.processAuthorizationCodeResponse(server, client, exchanged, { expectedNonce: nonce, requireIdToken: true });
await oauth.validateApplicationLevelSignature(server, exchanged, plain);
console.log(`code and PKCE: ${oauth.getValidatedIdTokenClaims(tokens).email}, id_token signed by a published key`);

const called = await oauth.protectedResourceRequest(tokens.access_token, 'GET', new URL(`${base}/v2/organization`), new Headers(plain.headers), null, plain);
console.log(`call: ${called.status} ${(await called.json()).organization.slug}`);

const refreshed = await oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, plain));
console.log(`refresh: ${refreshed.refresh_token !== tokens.refresh_token ? 'a new refresh token' : 'THE SAME REFRESH TOKEN'}`);

await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, authentication, refreshed.refresh_token, plain));
const refused = await fetch(`${base}/v2/organization`, { headers: { ...plain.headers, authorization: `Bearer ${refreshed.access_token}` } });
console.log(`revoke: the access token is answered ${refused.status}`);
if (called.status !== 200 || refused.status !== 401) process.exit(1);
