// The page's modules: what would break in a browser, and what would let text become markup.
const forbidden = ["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
  property,
  message: "text only ever goes in as text",
}));

export default [
  {
    files: ["geomap/maps/page/*.js", "tests/page/*.js"],
    ignores: ["geomap/maps/page/foreign.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: {
      eqeqeq: "error",
      "no-const-assign": "error",
      "no-dupe-keys": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": ["error", ...forbidden],
      "no-shadow-restricted-names": "error",
      "no-unreachable": "error",
      "no-unused-vars": ["error", { args: "after-used", argsIgnorePattern: "^(id|options|_)$" }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
