package leadhub.companies;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.base.Folding;
import leadhub.leads.texts.CompanyKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names and addresses are of one company. */
class TellCompaniesApartTest {
    private final Folding folding = new Folding();

    private @Nullable String key(@Nullable String company, @Nullable String email) {
        return CompanyKey.of(folding, company, email);
    }

    @ParameterizedTest
    @CsvSource({
        "Müller & Sohn GmbH, muller-sohn",
        "MULLER SOHN, muller-sohn",
        "müller-sohn, muller-sohn",
        "Acme S.p.A., acme",
        "Acme SPA, acme",
        "'Acme, Inc.', acme",
        "The Acme Company Ltd, acme",
        "'McDonald''s', mcdonalds",
        "'McDonald’s', mcdonalds",
        "３Ｍ, 3m",
        "株式会社サンプル, サンプル",
        "サンプル株式会社, サンプル",
        "北京示例有限公司, 北京示例",
        "GmbH & Co. KG, gmbh-co-kg",
        "AT&T, at-t",
        "U.S. Steel, us-steel"
    })
    void one_company_is_spelled_in_many_ways(String company, String expected) {
        assertThat(key(company, "somebody@elsewhere.example")).isEqualTo(expected);
        assertThat(CompanyKey.isOne(expected)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann@Tech.Example, tech.example",
        "a@mail.tech.example, mail.tech.example",
        "a@büro.example, buro.example"
    })
    void without_a_name_the_domain_tells(String email, String expected) {
        assertThat(key(null, email)).isEqualTo(expected);
        assertThat(key(" - ", email)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a@gmail.com", "a@yahoo.co.jp", "a@hotmail.fr", "a@web.de", "a@qq.com", "a@localhost", "nonsense", "a@"
    })
    void what_anybody_can_have_tells_nothing(String email) {
        assertThat(key(null, email)).isNull();
    }

    @Test
    void a_long_name_is_cut_and_stays_its_own() {
        var one = key("a".repeat(240), null);
        assertThat(one).isNotNull().hasSizeLessThanOrEqualTo(CompanyKey.MOST_CHARACTERS);
        assertThat(one).isNotEqualTo(key("a".repeat(241), null));
        assertThat(key(null, null)).isNull();
    }

    @Test
    void a_search_finds_a_part_of_a_name_or_a_domain() {
        assertThat(CompanyKey.ofSearch(folding, "Müller & S")).isEqualTo("muller-s");
        assertThat(CompanyKey.ofSearch(folding, "@Tech.Example")).isEqualTo("tech.example");
        assertThat(CompanyKey.ofSearch(folding, "%")).isEmpty();
    }
}
