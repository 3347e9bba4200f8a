package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvatarsTest {
    @ParameterizedTest
    @CsvSource({
        "Ann Lee, AL",
        "ann.lee@example.com, AC",
        "Ann, A",
        "山田 太郎, 山",
        "'-', ''",
        "'.', ''",
        "'@', ''",
        "' ', ''",
        "'- Ann', A"
    })
    void a_name_has_initials_whatever_it_is_made_of(String name, String initials) {
        assertThat(Avatars.initials(name)).isEqualTo(initials);
    }
}
