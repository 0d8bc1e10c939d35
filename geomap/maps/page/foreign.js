// For folium layers of others beside ours: what folium's own templates expect to find.
// They use jQuery for two things only, making an element from markup and waiting for the page.
if (!window.jQuery) {
  window.$ = function (asked) {
    if (typeof asked === "string") {
      const holder = document.createElement("template");
      holder.innerHTML = asked.trim();
      return [holder.content.firstElementChild];
    }
    return { ready: function (then) { then(); } };
  };
}
