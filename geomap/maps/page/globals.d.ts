// What the page finds beside its modules: Leaflet, and where folium's templates look for us.
declare const L: any;
interface Window {
  geomap: Record<string, Function>;
}
