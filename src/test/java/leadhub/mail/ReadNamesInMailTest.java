package leadhub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import leadhub.web.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names stand in e-mails as people wrote them, as long as no mail program makes a link of them. */
class ReadNamesInMailTest {
    /** What mail programs make links of: a scheme, or a host of letters with two at its end, or an IP address. */
    private static final Pattern LINK = Pattern.compile(
            "(?i)[a-z][a-z0-9+.-]*:\\S|//|\\\\\\\\|\\S\\.\\p{L}[\\p{L}\\p{N}-]|\\d+\\.\\d+\\.\\d+\\.\\d+");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Lee",
                "J.R.R. Tolkien",
                "St. Mary",
                "Müller & Söhne GmbH",
                "株式会社 佐藤",
                "O'Neill-Smith, Jr.",
                "Team: Sales",
                "Release 2.0",
                "شركة المثال",
                "A/B Partners"
            })
    void a_name_stays(String name) {
        assertThat(MailText.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Booking.com | Booking com",
                "Win at http://evil.example/x?y=1 | Win at evil example/x?y=1",
                "www.evil.example | www evil example",
                "javascript:alert(1) | alert(1)",
                "mail mailto:a@evil.example | mail a@evil example",
                "evil。example | evil example",
                "evil．example | evil example",
                "10.1.2.3 | 10 1 2 3",
                "\\\\evil\\share | evil\\share",
                "//evil.example | evil example",
                "пример.рф | пример рф"
            })
    void a_link_is_none_any_more(String name, String shown) {
        assertThat(MailText.name(name)).isEqualTo(shown);
        assertThat(LINK.matcher(shown).find()).isFalse();
    }

    @Test
    void what_is_not_seen_is_gone() {
        assertThat(MailText.name("Ann\r\nBcc: all@x\u202emoc\u2066\u200b Lee\u0000\t!\u2028"))
                .isEqualTo("Ann Bcc: all@xmoc Lee !");
        // Nor does it hide a link.
        assertThat(MailText.name("evil.\u200bexample")).isEqualTo("evil example");
        assertThat(MailText.name("evil\u00ad.example")).isEqualTo("evil example");
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(MailText.name("😀".repeat(200))).isEqualTo("😀".repeat(80) + "…");
        // Was read for minutes, since any letter of it could have begun a scheme.
        assertThat(MailText.plain("a".repeat(65_535), 1_000_000)).hasSize(65_535);
        assertThat(MailText.plain("a".repeat(65_535) + "://x", 80)).isEqualTo("a".repeat(80) + "…");
    }

    /** Whoever writes a new e-mail and forgets about names is covered too. */
    @Test
    void an_email_bears_no_link_but_its_own() {
        var letter = new MailLayout.Letter(
                "Hello evil.example",
                List.of("Go to https://evil.example now", "And then."),
                "Choose",
                "https://leads.example.com/x",
                List.of("By evil.example"));
        var mail = new MailLayout().mail(new MailLayout.Reader("bob@example.com", Words.in("en")), letter);
        assertThat(mail.subject()).isEqualTo("Hello evil example");
        assertThat(mail.text()).doesNotContain("evil.example").contains("https://leads.example.com/x");
        assertThat(mail.html()).doesNotContain("evil.example").contains("https://leads.example.com/x");
    }

    @Test
    void our_own_words_stay_as_they_are() {
        for (var language : Words.LANGUAGES) {
            Words.in(language).texts().forEach((key, text) -> {
                if (key.matches("mail\\.(test|hello|invitation|reset|security)\\b.*")) {
                    assertThat(MailText.withoutLinks(text)).as(key).isEqualTo(text);
                }
            });
        }
    }
}
