// @ts-check
// What folium's templates call.
import { areas } from "./areas.js";
import { choropleth } from "./choropleth.js";
import { density } from "./density.js";
import { basemap } from "./ground.js";
import { incidents } from "./incidents.js";
import { legend } from "./legend.js";
import { overlay } from "./overlay.js";
import { explorer, prepare } from "./page.js";
import { precision } from "./precision.js";
import { sides } from "./sides.js";
import { tiles } from "./tiles.js";
import { timeline } from "./timeline.js";

window.geomap = {
  areas,
  basemap,
  choropleth,
  density,
  explorer,
  incidents,
  legend,
  overlay,
  precision,
  prepare,
  sides,
  tiles,
  timeline,
};
