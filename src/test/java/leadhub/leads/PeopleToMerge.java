package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;

/** Leads that are one person, made and merged by the API. */
record PeopleToMerge(ApiClient api) {
    static final String LEADS = "/api/v1/leads";

    long make(String body) {
        var made = api.post(LEADS, body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    ApiAnswer lead(long id) {
        return api.get(LEADS + "/" + id);
    }

    ApiAnswer merge(long survivor, long loser) {
        return api.post(LEADS + "/" + survivor + "/merge", "{\"lead_id\": " + loser + "}");
    }

    ApiAnswer unmerge(long survivor, long loser) {
        return api.post(LEADS + "/" + survivor + "/unmerge", "{\"lead_id\": " + loser + "}");
    }

    long older() {
        return make("""
                {"first_name": "S.", "email": "old@example.com", "phone": "+14155550123", "company": "Old Ltd", "deal_value": 10,
                 "deal_currency": "EUR", "external_id": "old-1", "custom_fields": {"budget": 1, "seats": 2}, "tags": ["vip", "old"],
                 "status": "qualified", "source": "fair"}
                """);
    }

    long newer() {
        return make("""
                {"first_name": "Sarah", "last_name": "Øster", "email": "new@example.com", "custom_fields": {"budget": 9},
                 "tags": ["hot", "VIP"], "source": "web"}
                """);
    }
}
