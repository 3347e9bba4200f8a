package leadhub.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import leadhub.web.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are read in the way of the language that they were typed in, and printed so that they are read as the same. */
class ReadTypedNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    typed       ; en              ; de              ; ja              ; zh-CN           ; ar
                    12          ; 12              ; 12              ; 12              ; 12              ; 12
                    12.000      ; 12000 or 12.000 ; 12000           ; 12000 or 12.000 ; 12000 or 12.000 ; 12000 or 12.000
                    12,000      ; 12000           ; 12000 or 12.000 ; 12000           ; 12000           ; 12000
                    1.125       ; 1.125           ; 1125            ; 1.125           ; 1.125           ; 1.125
                    1,125       ; 1125            ; 1.125           ; 1125            ; 1125            ; 1125
                    1.234,56    ; 1234.56         ; 1234.56         ; 1234.56         ; 1234.56         ; 1234.56
                    1,234.56    ; 1234.56         ; 1234.56         ; 1234.56         ; 1234.56         ; 1234.56
                    5 000       ; 5000            ; 5000            ; 5000            ; 5000            ; 5000
                    5 000,50    ; 5000.50         ; 5000.50         ; 5000.50         ; 5000.50         ; 5000.50
                    5’000.5     ; 5000.5          ; 5000.5          ; 5000.5          ; 5000.5          ; 5000.5
                    €5000       ; 5000            ; 5000            ; 5000            ; 5000            ; 5000
                    5.000 €     ; 5000 or 5.000   ; 5000            ; 5000 or 5.000   ; 5000 or 5.000   ; 5000 or 5.000
                    -$12.50     ; -12.50          ; -12.50          ; -12.50          ; -12.50          ; -12.50
                    US$ 1,250   ; 1250            ; 1250 or 1.250   ; 1250            ; 1250            ; 1250
                    CHF 20      ; 20              ; 20              ; 20              ; 20              ; 20
                    5000円       ; 5000            ; 5000            ; 5000            ; 5000            ; 5000
                    １２，０００      ; 12000           ; 12000 or 12.000 ; 12000           ; 12000           ; 12000
                    ١٢٠٠٠       ; 12000           ; 12000           ; 12000           ; 12000           ; 12000
                    ١٢٬٠٠٠      ; 12000           ; 12000           ; 12000           ; 12000           ; 12000
                    ١٢٫٥        ; 12.5            ; 12.5            ; 12.5            ; 12.5            ; 12.5
                    12,5        ; 12.5            ; 12.5            ; 12.5            ; 12.5            ; 12.5
                    12.5        ; 12.5            ; 12.5            ; 12.5            ; 12.5            ; 12.5
                    0.125       ; 0.125           ; 0.125           ; 0.125           ; 0.125           ; 0.125
                    1.234.567   ; 1234567         ; 1234567         ; 1234567         ; 1234567         ; 1234567
                    12,34,567   ; 1234567         ; 1234567         ; 1234567         ; 1234567         ; 1234567
                    1,0000      ; none            ; 1.0000          ; none            ; none            ; none
                    1,23,4      ; none            ; none            ; none            ; none            ; none
                    5 00        ; none            ; none            ; none            ; none            ; none
                    ABC 5       ; none            ; none            ; none            ; none            ; none
                    2026-03-01  ; none            ; none            ; none            ; none            ; none
                    1,          ; none            ; none            ; none            ; none            ; none
                    many        ; none            ; none            ; none            ; none            ; none
                    """, useHeadersInDisplayName = true)
    void inFiveLanguages(String typed, String en, String de, String ja, String zh, String ar) {
        assertThat(read("en", typed)).isEqualTo(en);
        assertThat(read("de", typed)).isEqualTo(de);
        assertThat(read("ja", typed)).isEqualTo(ja);
        assertThat(read("zh-CN", typed)).isEqualTo(zh);
        assertThat(read("ar", typed)).isEqualTo(ar);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    12.345   ; 12345 or 12.345 ; 12345           ; 12345 or 12.345 ; 12345 or 12.345
                    12,345   ; 12345           ; 12345 or 12.345 ; 12345           ; 12345
                    1.234,56 ; 1234.56         ; 1234.56         ; 1234.56         ; 1234.56
                    """)
    void ofMoney(String typed, String en, String de, String ja, String ar) {
        assertThat(read("en", typed, 2)).isEqualTo(en);
        assertThat(read("de", typed, 2)).isEqualTo(de);
        assertThat(read("ja", typed, 2)).isEqualTo(ja);
        assertThat(read("ar", typed, 2)).isEqualTo(ar);
    }

    private static String read(String language, String typed) {
        return read(language, typed, LocalNumbers.ANY);
    }

    private static String read(String language, String typed, int decimals) {
        return switch (LocalNumbers.in(Locale.forLanguageTag(language)).read(typed, decimals)) {
            case LocalNumbers.Reading.One(var number) -> number.toPlainString();
            case LocalNumbers.Reading.Two(var grouped, var decimal) ->
                grouped.toPlainString() + " or " + decimal.toPlainString();
            case LocalNumbers.Reading.None() -> "none";
        };
    }

    @Test
    void whatIsPrintedIsReadAsTheSame() {
        for (var language : Words.LANGUAGES) {
            var numbers = LocalNumbers.in(Locale.forLanguageTag(language));
            for (var number : "0 7 -7 12000 -1234567.89 0.125 12.125 999.999 1234.5678901234 0.001".split(" ")) {
                assertThat(numbers.toPlain(numbers.print(new BigDecimal(number)), LocalNumbers.ANY))
                        .as(language)
                        .isEqualTo(number);
            }
        }
    }
}
