package leadhub.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in many scripts, as somebody looks for them who hasn't the right keyboard. */
class FoldTextsTest {
    private final Folding folding = new Folding();

    @ParameterizedTest
    @CsvSource({
        // Latin
        "José Muñoz,jose munoz",
        "Øster Łukasz,oster lukasz",
        "Nguyễn Văn Đức,nguyen van duc",
        "Straße STRASSE,strasse strasse",
        "İpek Işık,ipek isik",
        "Ægir Þórsson,aegir thorsson",
        "ﬁne Kelvin \u212A,fine kelvin k",
        "O’Brien–Smith,o'brien-smith",
        // Greek, Cyrillic, Armenian, Georgian
        "ΟΔΥΣΣΕΎΣ Σίσυφος,οδυσσευσ σισυφοσ",
        "Фёдор Достоевский,федор достоевскии",
        "Արմեն,արմեն",
        "ნინო,ნინო",
        // Hebrew, Arabic, Persian
        "שָׁלוֹם,שלום",
        "مُحَمَّد,محمد",
        "محـــمد,محمد",
        "أحمد إبراهيم آدم,احمد ابراهيم ادم",
        "فاطمة,فاطمه",
        "علی کریمی,علي كريمي",
        "۱۲۳ ١٢٣,123 123",
        // Kana, Han, Hangul
        "ｶﾞｸｾｲ,ガクセイ",
        "ＡＢＣ１２３,abc123",
        "佐藤　太郎,佐藤 太郎",
        "김철수,김철수",
        "ハシ,ハシ",
        "バシ,バシ",
        // Vowel signs that are no accents
        "สมชาย แม้น,สมชาย แม้น",
        "हिन्दी प्रिया,हिन्दी प्रिया",
        "தமிழ்,தமிழ்",
        "বাংলা,বাংলা",
        "አበበ,አበበ",
        // Blanks, and what nobody sees
        "Anna\u00a0 \u2003Lee,anna lee",
        "An\u200bna\ufeff L\u00adee,anna lee",
        "می\u200cخواهم,ميخواهم"
    })
    void a_name_is_the_same_without_what_a_search_leaves_out(String name, String plain) {
        assertThat(folding.fold(name)).isEqualTo(Normalizer.normalize(plain, Normalizer.Form.NFKC));
        assertThat(folding.fold(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(folding.fold(name));
        assertThat(folding.fold(folding.fold(name))).isEqualTo(folding.fold(name));
    }

    @Test
    void what_is_nothing_but_marks_stays_something() {
        assertThat(folding.fold("\u0301")).isEqualTo("\u0301");
        assertThat(folding.fold("\u200b")).isNotEmpty();
        assertThat(folding.fold("")).isEmpty();
        assertThat(folding.fold(" ")).isEqualTo(" ");
    }

    @Test
    void half_a_pair_and_odd_signs_pass() {
        assertThat(folding.fold("a\ud800b")).isEqualTo("a\ud800b");
        assertThat(folding.fold("😀É\u0000")).isEqualTo("😀e\u0000");
    }
}
