// Builds world.json, the compact world map of the dashboard. Run once, in a folder of its own:
//   npm install world-atlas@2 topojson-client@3 topojson-simplify@3 d3-geo@3 i18n-iso-countries@7
//   node build.mjs countries-50m.json world.json     (the first from node_modules/world-atlas)
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const { presimplify, simplify, quantile } = require('topojson-simplify');
const { feature } = require('topojson-client');
const { geoEqualEarth, geoPath, geoCentroid, geoArea } = require('d3-geo');
const codes = require('i18n-iso-countries');

const [source, target] = process.argv.slice(2);
const WIDTH = 1000;
// Smaller than this on the map (square units), a country also gets a marker.
const MARKER_BELOW = 14;
// Rings smaller than this are left out, unless they are the largest of their country.
const RING_BELOW = 1.6;
// Areas without a number of their own in the data, told by name.
const BY_NAME = { Kosovo: 'XK', 'N. Cyprus': 'CY', Somaliland: 'SO' };
// States and territories the data has no shape for: longitude, latitude.
const EXTRA = { TV: [179.2, -8.5], GI: [-5.35, 36.14], GF: [-53.1, 3.9], GP: [-61.5, 16.2], MQ: [-61, 14.6], RE: [55.5, -21.1], YT: [45.2, -12.8], TK: [-171.8, -9.2], BQ: [-68.3, 12.2] };

const topology = JSON.parse(readFileSync(source));
const simplified = (() => {
  const weighted = presimplify(topology);
  // The share of points that stays, the weightiest first.
  return simplify(weighted, quantile(weighted, 0.12));
})();
const world = feature(simplified, simplified.objects.countries);
const full = feature(topology, topology.objects.countries);

// Antarctica has no applicants and would take a fifth of the map.
const shown = world.features.filter((f) => f.id !== '010');
const projection = geoEqualEarth().precision(0).fitWidth(WIDTH, { type: 'FeatureCollection', features: shown });
// Straight lines between the points we kept (precision 0). Rings are cut at 180° by d3-geo's antimeridian clipping.
const path = geoPath(projection);

const height = Math.ceil(path.bounds({ type: 'FeatureCollection', features: shown })[1][1]) + 1;
const codeOf = (f) => BY_NAME[f.properties.name] ?? codes.numericToAlpha2(f.id);

/** The rings of an SVG path as lists of whole-number points, doubled points left out. */
function rings(d) {
  return d.split('M').filter(Boolean).map((ring) => {
    const points = ring.replace('Z', '').split('L').map((p) => p.split(',').map(Math.round));
    const distinct = points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
    return distinct.filter((p, i) => i === 0 || i === distinct.length - 1 || !straight(distinct[i - 1], p, distinct[i + 1]));
  });
}

/** Whether the middle point adds nothing to the line. */
function straight([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - by) === (by - ay) * (cx - bx);
}

function area(ring) {
  return Math.abs(ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length];
    return sum + x * ny - nx * y;
  }, 0)) / 2;
}

/** Relative steps are shorter than absolute places. */
function write(ring) {
  let [x, y] = ring[0];
  let out = `M${x} ${y}l`;
  const steps = ring.slice(1).map(([nx, ny]) => {
    const step = `${nx - x} ${ny - y}`;
    [x, y] = [nx, ny];
    return step;
  });
  return out + steps.join(' ').replace(/ -/g, '-') + 'z';
}

const countries = {};
for (const f of shown) {
  const code = codeOf(f);
  if (!code) continue;
  const all = rings(path(f) ?? '').filter((ring) => ring.length > 2).sort((a, b) => area(b) - area(a));
  const kept = all.filter((ring, i) => area(ring) >= (i === 0 ? 0.5 : RING_BELOW));
  const entry = (countries[code] ??= { path: '', area: 0 });
  entry.path += kept.map(write).join('');
  entry.area += kept.reduce((sum, ring) => sum + area(ring), 0);
}
// The marker stands in the middle of the largest part, so that overseas parts do not pull it into the sea.
for (const f of full.features) {
  const code = f.id !== '010' && codeOf(f);
  if (!code || BY_NAME[f.properties.name] === 'CY' || BY_NAME[f.properties.name] === 'SO') continue;
  const parts = f.geometry.type === 'Polygon' ? [f.geometry] : f.geometry.coordinates.map((c) => ({ type: 'Polygon', coordinates: c }));
  const largest = parts.sort((a, b) => geoArea(b) - geoArea(a))[0];
  (countries[code] ??= { path: '', area: 0 }).at = projection(geoCentroid(largest)).map(Math.round);
}
for (const [code, place] of Object.entries(EXTRA)) {
  countries[code] ??= { path: '', area: 0, at: projection(place).map(Math.round) };
}

const out = { width: WIDTH, height, countries: {} };
for (const code of Object.keys(countries).sort()) {
  const { path: d, area: size, at } = countries[code];
  out.countries[code] = { path: d, x: at[0], y: at[1], marker: size < MARKER_BELOW };
}
writeFileSync(target, JSON.stringify(out).replace(/\},"/g, '},\n"') + '\n');
console.log(Object.keys(out.countries).length, 'countries,', Object.values(out.countries).filter((c) => c.marker).length, 'markers');
