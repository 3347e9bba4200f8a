curl -X POST "https://app.lymbe.ai/api/v1/leads" \
  -H "X-API-Key: lymbe_sk_dein_api_key" \
  -H "Content-Type: application/json" \
  -d '{
    "name": "Max Mustermann",
    "email": "max@example.com",
    "phone": "+49 170 9876543",
    "company": "Beispiel AG",
    "message": "Interesse am Pro-Plan",
    "botId": "a1b2c3d4-e5f6-7890-abcd-ef1234567890"
  }'
