package leadhub.bench;

/** What is sent to the server, made new by a token. */
final class Bodies {
    private static final String[] FIRST = {"Sarah", "Jürgen", "Aisha", "小明", "Olga", "Mateo", "Chloé", "Kenji"};
    private static final String[] LAST = {"Johnson", "Müller", "Rahman", "王", "Petrova", "García", "Lefèvre", "Sato"};

    private Bodies() {}

    /** A lead as the references' samples have it: known by e-mail and phone, with two tags and a field. */
    static String lead(String token) {
        var number = Integer.parseInt(token);
        return """
                {"first_name": "%s", "last_name": "%s", "email": "bench.%s@example.com", "phone": "+49176%s",
                 "company": "Tech Corp %d", "source": "website", "notes": "Interested in the enterprise plan.",
                 "custom_fields": {"budget": "10000"}, "tags": ["hot-lead", "enterprise"]}
                """.formatted(
                FIRST[number % FIRST.length], LAST[number / FIRST.length % LAST.length], token, token, number % 500);
    }

    static String change(String token) {
        return """
                {"status": "contacted", "notes": "Called back, case %s.", "deal_value": %d}
                """.formatted(token, Integer.parseInt(token) % 100_000);
    }
}
