curl -X GET "https://app.lymbe.ai/api/v1/leads?limit=20&search=musterfirma" \
  -H "X-API-Key: lymbe_sk_dein_api_key"
