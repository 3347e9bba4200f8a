package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.web.input.Emails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadEmailTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "sarah@example.com",
                "first.last+tag@sub.example.co.uk",
                "o'hara_!#$%&*/=?^`{|}~-@example.com",
                "example@localhost",
                "-a-@b",
                "â@iana.org",
                "müller@möller.de",
                "инфо@письмо.рф",
                "用户@例子.公司",
                "1500111@123.45",
                "a@b--c.d",
                "a@xn--mller-kva.de",
                "\"user name\"@example.com",
                "\"user@name\"@example.com",
                "\"user\\\"name\"@example.com",
                "\"\"@iana.org",
                "example@[127.0.0.1]",
                "example@[IPv6:2001:db8::1]",
                "a.very.long.local.part.of.more.than.sixty.four.characters.in.all.of.them@example.com"
            })
    void an_address_is_taken(String text) {
        assertThat(Emails.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                "a@b@c",
                "a@@b",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a@b-.c",
                "a b@c",
                "a@b c",
                " a@b",
                "a@b ",
                "a\t@b",
                "a@b\n",
                "a\u0000@b",
                "a\u007f@b",
                "a\u00a0@b",
                "a\u200b@b",
                "a\ud800@b",
                "a@b\u2028",
                "😀@b",
                "a@€.com",
                "a,b@c",
                "a@b,c",
                "a@b_c.d",
                "a@b/c.d",
                "a@b\\c",
                "a\\b@c",
                "a;b@c",
                "a:b@c",
                "<a@b>",
                "a[b]@c",
                "a(b",
                "a@b(c",
                "\"a",
                "\"a\"",
                "\"a\\\"@b",
                "\"a\"b@c",
                "\"a\nb\"@c",
                "\"\"\"@b",
                "\"a\\",
                "a\"b@c",
                "a@[",
                "a@[]",
                "a@[[1]",
                "a@[1]b",
                "a@[1 2]"
            })
    void other_text_is_not(String text) {
        assertThat(Emails.isValid(text)).isFalse();
    }

    @Test
    void a_label_may_be_as_long_as_the_domain_name_system_allows() {
        assertThat(Emails.isValid("a@" + "b".repeat(63) + ".de")).isTrue();
        assertThat(Emails.isValid("a@" + "b".repeat(64) + ".de")).isFalse();
        assertThat(Emails.isValid("a@" + "ü".repeat(40) + ".de")).isTrue();
        assertThat(Emails.isValid("a@" + "ъ".repeat(60) + ".de")).isFalse();
        assertThat(Emails.isValid("a@" + "b.".repeat(126) + "c")).isTrue();
        assertThat(Emails.isValid("a@" + "b.".repeat(127) + "c")).isFalse();
    }

    @Test
    void a_mebibyte_of_anything_takes_no_longer_than_reading_it() {
        for (var piece : new String[] {"a", "a.", "\\", "\"", "@", "ü", "a@", "-", "[", "."}) {
            var text = piece.repeat((1 << 20) / piece.length());
            assertThat(Emails.isValid(text)).isFalse();
            assertThat(Emails.isValid("a@" + text)).isFalse();
            assertThat(Emails.isValid("\"" + text)).isFalse();
        }
    }
}
