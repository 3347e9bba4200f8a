"use strict";

// Swagger UI follows the class on the root element; we follow the system, also when it changes.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
follow();
dark.addEventListener("change", follow);

// The address may say which dialect comes first: /docs?urls.primaryName=Lymbe
SwaggerUIBundle({
  dom_id: "#reference",
  urls: [
    { name: "LeadHub", url: "/api/v1/openapi/leadhub.yaml" },
    { name: "Lymbe", url: "/api/v1/openapi/lymbe.yaml" },
  ],
  layout: "StandaloneLayout",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  deepLinking: true,
  filter: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  defaultModelRendering: "model",
  displayRequestDuration: true,
  requestSnippetsEnabled: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  // Nothing leaves this server: no outside validator, and no definition from elsewhere.
  validatorUrl: null,
  queryConfigEnabled: false,
});
