package leadhub.attack;

import java.util.List;
import java.util.Locale;
import leadhub.testing.ApiClient;

/** Multipart forms of the largest size, with forms within forms that never end. */
final class NestedForms implements Attack {
    private static final int BYTES = 1_000_000;
    private static final int TIMES = 10;
    private static final String PART = "--out\r\nContent-Disposition: form-data; name=\"f\"\r\n"
            + "Content-Type: multipart/mixed; boundary=inn\r\n\r\n";
    private static final String FILE = "--inn\r\nContent-Disposition: attachment; filename=\"a\"\r\n\r\n\r\n";

    @Override
    public String name() {
        return "nested-forms";
    }

    @Override
    public String promise() {
        return "forms of 1 MB with forms within forms that never end are each answered within a second, and others "
                + "are answered";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var api = ApiClient.leadHub(target.origin(), target.leadHubKey())
                .with("Content-Type", "multipart/form-data; boundary=out");
        // The client compares answers with the documentation, which it reads at its first call.
        api.post("/api/inbound/leads?tenant=default", "--out--\r\n");
        var slowest = 0L;
        try (var others = target.others().begin()) {
            for (var piece : List.of(PART, PART + "--inn", PART + FILE, FILE, "--out\r\n\r\n", "--ou", "\r\n--in")) {
                var body = PART + piece.repeat(BYTES / piece.length());
                for (var time = 0; time < TIMES; time++) {
                    var begun = System.nanoTime();
                    api.post("/api/inbound/leads?tenant=default", body.substring(0, Math.min(BYTES, body.length())));
                    slowest = Math.max(slowest, System.nanoTime() - begun);
                }
            }
            others.end();
            return new Outcome(
                    slowest < 1_000_000_000L && others.failures() == 0,
                    String.format(Locale.ROOT, "slowest %.0f ms; %s", slowest / 1e6, others.figures()));
        }
    }
}
