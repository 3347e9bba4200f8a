package leadhub.integrations.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signatures of Twilio, whose first one is its own example; the others were computed by another program. */
class CheckTwilioSignatureTest {
    private static final String TOKEN = "s3cret-token";
    private static final String GERMAN =
            "Body=Gr%C3%BC%C3%9Fe+%26+ok%3F+%C3%B1+%E4%BD%A0%E5%A5%BD+%F0%9F%98%80&From=%2B491701234567"
                    + "&MessageSid=SM00000000000000000000000000000001&To=%2B15005550006&NumMedia=0&Empty=";
    private static final String REPEATED = "MediaUrl=b&MediaUrl=a&MediaUrl=b&a=1&B=2";

    private static boolean isRight(String given, String token, String url, String form) {
        return TwilioSignature.isRight(given, token, List.of(url), form.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_documented_example_is_right() {
        var form = "To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE";
        var url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        assertThat(isRight("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345", url, form)).isTrue();
        assertThat(isRight("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12346", url, form)).isFalse();
        assertThat(isRight("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345", url + "&", form))
                .isFalse();
        assertThat(isRight("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345", url, form + "&x=1"))
                .isFalse();
        assertThat(isRight("nonsense", "12345", url, form)).isFalse();
    }

    @Test
    void texts_of_all_scripts_and_empty_ones_count_as_they_were_meant() {
        var url = "https://crm.example.com/hooks/twilio/abc";
        assertThat(isRight("NXlCxhotllw4GgyqrEjT0KPU3hw=", TOKEN, url, GERMAN)).isTrue();
        assertThat(isRight("NXlCxhotllw4GgyqrEjT0KPU3hw=", TOKEN, url, GERMAN.replace("Gr", "gr")))
                .isFalse();
    }

    @Test
    void the_usual_port_may_have_been_signed_or_not() {
        var signed = "KO8aE44w51LjN6AnKuW1KTfOq9Q=";
        assertThat(isRight(signed, TOKEN, "https://crm.example.com/hooks/twilio/abc", GERMAN))
                .isTrue();
        assertThat(isRight(signed, TOKEN, "https://crm.example.com:443/hooks/twilio/abc", GERMAN))
                .isTrue();
        assertThat(isRight(signed, TOKEN, "https://crm.example.com:8443/hooks/twilio/abc", GERMAN))
                .isFalse();
    }

    @Test
    void a_name_that_comes_often_has_each_value_once() {
        var url = "https://crm.example.com/hooks/twilio/abc?sms=7";
        assertThat(isRight("ArL6FT2iYL3H+SeauSK/43qv9l8=", TOKEN, url, REPEATED))
                .isTrue();
    }

    @Test
    void one_of_several_addresses_is_enough() {
        var form = REPEATED.getBytes(StandardCharsets.UTF_8);
        var urls = List.of(
                "http://127.0.0.1:8080/hooks/twilio/abc?sms=7", "https://crm.example.com/hooks/twilio/abc?sms=7");
        assertThat(TwilioSignature.isRight("ArL6FT2iYL3H+SeauSK/43qv9l8=", TOKEN, urls, form))
                .isTrue();
        assertThat(TwilioSignature.isRight(null, TOKEN, urls, form)).isFalse();
    }
}
