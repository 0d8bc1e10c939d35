// For folium layers of others beside ours: what folium's own templates expect to find.
// They use jQuery for two things only, making an element from markup and waiting for the page.
if (!window.jQuery) {
  window.$ = function (asked) {
    if (typeof asked === "string") {
      const holder = document.createElement("template");
      holder.innerHTML = asked.trim();
      return [holder.content.firstElementChild];
    }
    return {
      ready: function (then) {
        then();
      },
    };
  };
}
// Leaflet looks for the images of its default marker beside its style sheet; ours are in the page.
(function () {
  const images = JSON.parse(document.getElementById("geomap-markers").textContent);
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions({
    iconUrl: images["marker-icon.png"],
    iconRetinaUrl: images["marker-icon-2x.png"],
    shadowUrl: images["marker-shadow.png"],
  });
})();
