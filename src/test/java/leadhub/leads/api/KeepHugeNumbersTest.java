package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are short to send and long to write out. */
class KeepHugeNumbersTest {
    private final TestWorkspace workspace = TestServer.get().newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private static String lead(String number) {
        return "{\"first_name\": \"x\", \"email\": \"x@example.com\", \"custom_fields\": {\"n\": " + number + "}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "5.0", "1.10", "1e400", "-1e400", "1e999", "1e-400", "9007199254740993"})
    void are_kept_with_every_digit(String number) {
        var made = api.post("/api/v1/leads", lead(number));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var lead = "/api/v1/leads/" + made.text("data.id");
        assertThat(api.get(lead).at("data.custom_fields.n").decimalValue()).isEqualByComparingTo(number);
        assertThat(api.patch(lead, "{\"custom_fields\": {\"more\": 1}}")
                        .at("data.custom_fields.n")
                        .decimalValue())
                .isEqualByComparingTo(number);
        assertThat(api.get("/api/v1/leads").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "1e2000", "1e9999", "1e999999999", "-1e-999999999", "1e-2000", "0e999999999"})
    void are_refused_beyond_a_thousand_digits(String number) {
        var answer = api.post("/api/v1/leads", lead(number));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("errors").has("custom_fields.n")).isTrue();
        assertThat(api.post("/api/inbound/leads?tenant=" + workspace.slug(), lead(number))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void count_as_long_as_they_are_written() {
        var many = "[" + "1e900,".repeat(80) + "1]";
        var answer = api.post("/api/v1/leads", lead(many));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("errors.custom_fields.0"))
                .isEqualTo("The custom fields field must not be greater than 64 kilobytes.");
        assertThat(api.post("/api/v1/leads", lead("[" + "1e900,".repeat(60) + "1]"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void do_not_fill_the_memory() {
        var body = "{\"first_name\": \"x\", \"email\": \"x@example.com\", \"x\": [" + "1e900,".repeat(170_000) + "1]}";
        var answer = api.post("/api/v1/leads", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("errors").size()).isEqualTo(100);
        assertThat(api.post("/api/inbound/leads?tenant=" + workspace.slug(), body)
                        .status())
                .isEqualTo(422);
    }
}
