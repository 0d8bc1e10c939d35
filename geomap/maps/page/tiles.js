// @ts-check
// Tiles from a source that somebody named, over the offline ground.
import { repaintSoon } from "./canvas.js";
import { picture } from "./legend.js";
import { themeColour } from "./marks.js";
import { bytesOf, readBlock } from "./unpack.js";

/**
 * Make a layer of tiles.
 * @param {string} id
 * @param {any} options
 * @param {any} map
 */
export function tiles(id, options, map) {
  const record = readBlock(id);
  const layer = record.places ? carriedTiles(record) : askedTiles(record);
  map.gmHosts = [...(map.gmHosts || []), ...(record.hosts || []).map((host) => new URL(host).host)];
  layer.gmEntry = { group: "group_ground", sign: tilesSign };
  // The tiles have names of their own; ours would stand twice.
  const names = (shown) => () => {
    map.gmTiles = (map.gmTiles || 0) + (shown ? 1 : -1);
    if (map.gmLabels) repaintSoon(map.gmLabels);
  };
  layer.on("add", names(true));
  layer.on("remove", names(false));
  layer.on("tileerror", () => !record.places && map.fire("gmrefused"));
  return layer;
}

/** @param {any} record */
function askedTiles({ url, subdomains, most, attribution, referrer }) {
  return L.tileLayer(url, {
    subdomains,
    maxNativeZoom: most,
    maxZoom: 18,
    attribution,
    referrerPolicy: referrer,
  });
}

/** Tiles that are in the page. @param {any} record */
function carriedTiles({ media, least, most, places, bytes, attribution }) {
  const all = bytesOf(bytes);
  const Carried = L.GridLayer.extend({
    createTile({ x, y, z }, done) {
      const image = document.createElement("img");
      image.alt = "";
      const place = places[z + "/" + x + "/" + y];
      if (!place) {
        setTimeout(done, 0);
        return image;
      }
      const address = URL.createObjectURL(
        new Blob([/** @type {BlobPart} */ (all.subarray(place[0], place[0] + place[1]))], { type: media }),
      );
      image.addEventListener("load", () => {
        URL.revokeObjectURL(address);
        done(null, image);
      });
      image.addEventListener("error", () => done(new Error("no picture"), image));
      image.src = address;
      return image;
    },
  });
  return new Carried({ minNativeZoom: least, maxNativeZoom: most, maxZoom: 18, attribution });
}

function tilesSign() {
  return picture(20, 16, (ctx) => {
    ctx.strokeStyle = themeColour("ink-soft");
    for (const x of [2, 10]) for (const y of [1, 8]) ctx.strokeRect(x + 0.5, y + 0.5, 7, 6);
  });
}
