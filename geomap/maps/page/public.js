// @ts-check
// What folium's templates call.
import { areas } from "./areas.js";
import { density } from "./density.js";
import { basemap } from "./ground.js";
import { incidents } from "./incidents.js";
import { legend } from "./legend.js";
import { explorer, prepare } from "./page.js";
import { precision } from "./precision.js";
import { timeline } from "./timeline.js";

window.geomap = { areas, basemap, density, explorer, incidents, legend, precision, prepare, timeline };
