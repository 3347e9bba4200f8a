const API_KEY = process.env.LYMBE_API_KEY!;
const BASE = 'https://app.lymbe.ai/api/v1';

// Lead über die API erstellen
async function createLead(data: {
  name: string;
  email: string;
  phone?: string;
  company?: string;
  message?: string;
  botId?: string;
}) {
  const res = await fetch(`${BASE}/leads`, {
    method: 'POST',
    headers: {
      'X-API-Key': API_KEY,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(data),
  });

  if (!res.ok) {
    const error = await res.json();
    throw new Error(`Lead-Erstellung fehlgeschlagen: ${error.error.message}`);
  }

  const result = await res.json();
  return result.lead;
}

// Alle Leads der letzten 30 Tage abrufen
async function getRecentLeads() {
  const from = new Date();
  from.setDate(from.getDate() - 30);

  let allLeads: any[] = [];
  let offset = 0;
  let hasMore = true;

  while (hasMore) {
    const params = new URLSearchParams({
      from: from.toISOString(),
      limit: '100',
      offset: String(offset),
    });

    const res = await fetch(`${BASE}/leads?${params}`, {
      headers: { 'X-API-Key': API_KEY },
    });

    const data = await res.json();
    allLeads = allLeads.concat(data.leads);
    hasMore = data.pagination.hasMore;
    offset += 100;
  }

  return allLeads;
}