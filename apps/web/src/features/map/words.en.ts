import type { mapZh } from './words.zh.js';

export const mapEn: typeof mapZh = {
  map: {
    title: 'Map',
    sentence:
      'The cockpit draws the projects on this map, office by office. See a new one before it takes its place; the old one can be saved or put back.',
    now: 'The map now',
    nowNote: 'version {{version}}, {{count}} regions',
    label: 'The offices’ regions',
    none: 'There is no map yet',
    noneWhy: 'Choose a GeoJSON file, and the cockpit has a map.',
    download: 'Download this map',
    allHave: 'Every office has a region.',
    without: 'Offices without a region ({{n}}):',
    replace: 'Another map',
    file: 'GeoJSON file',
    fileHint:
      'Each region’s property "office" holds the office’s code or its full Chinese name; coordinates are longitude, latitude. At most 1 MB and 20,000 points.',
    unreadable: {
      tooLarge: 'The file is larger than {{mib}} MB: simplify the borders first.',
      notJson: 'This is no JSON file; nothing in it can be read.',
      notCollection: 'This is no FeatureCollection of GeoJSON.',
      noFeatures: 'There is not one region in the file.',
    },
    preview: 'What it would look like',
    previewNote: '{{file}}: {{count}} regions, {{fitting}} of them fit an office',
    previewLabel: 'The regions in the file',
    matching: 'Regions and their offices',
    region: 'Region',
    office: 'Office',
    points: 'Points',
    featureNo: 'Region {{number}}',
    featureNamed: 'Region {{number}} ({{name}})',
    nobody: 'Fits no office',
    again: 'The same office as region {{number}}',
    faultOf: '{{feature}}: {{words}}',
    fault: {
      properties: 'The property "office" is missing (the office’s code or full name).',
      geometry: 'The shape is wrong: a Polygon or MultiPolygon is wanted, with longitude and latitude.',
      feature: 'It is no Feature of GeoJSON.',
    },
    wrongPart: 'What is wrong in the file:',
    replaceBy: 'Replace the map by it',
    replaceAsk: 'Replace the map?',
    replaceWhat:
      'The {{count}} regions of "{{file}}" take the place of the {{now}} regions of now. The cockpit shows them at once.',
    replaceIt: 'Replace',
    replaced: 'The map is replaced; it is version {{version}} now.',
    replacedMeanwhile:
      'While you were looking somebody replaced the map (it is version {{version}} now, see above). This file is still here.',
    lookAgain: 'I have seen it: go on with this file',
    beforeKept: 'Version {{version}}, which was replaced, is kept here until you leave this page.',
    downloadBefore: 'Download the one before',
    putBack: 'Put it back',
  },
};
