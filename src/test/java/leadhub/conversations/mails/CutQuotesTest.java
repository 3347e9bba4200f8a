package leadhub.conversations.mails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of an answer by email, what its writer wrote is kept, whichever mail program they use. */
class CutQuotesTest {
    private static final List<String> OURS = List.of("team+lh-c1-0a@example.com", "shop@example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fine, two: the red ones.\nThanks",
                "Fine, two: the red ones.\nThanks\n\nOn Fri, Nov 27, 2026 at 9:00 AM Shop <shop@example.com> wrote:\n\n> Yes\n> No",
                "Fine, two: the red ones.\nThanks\nOn Fri, Nov 27, 2026 at 9:00 AM Shop\n<shop@example.com> wrote:\nYes",
                "Fine, two: the red ones.\nThanks\n\nOn Fri, Nov 27, 2026 at 9:00 AM Shop\n<team+lh-c1234-0a@example.com> wrote:\n> Yes",
                "Fine, two: the red ones.\nThanks\r\n\r\nAm 27.11.2026 um 09:00 schrieb Shop:\r\n> Ja",
                "Fine, two: the red ones.\nThanks\n\n2026年11月27日(金) 9:00 Shop <team+lh-c1-0A@example.com>:\n> はい",
                "Fine, two: the red ones.\nThanks\n\n________________________________\nVon: Shop\nGesendet: Freitag",
                "Fine, two: the red ones.\nThanks\n\nFrom: Shop <shop@example.com>\nSent: Friday\nSubject: x\n\nYes",
                "Fine, two: the red ones.\nThanks\n-- \nZoe Zimmermann\nACME",
                "On Fri, Nov 27, 2026 Shop <shop@example.com> wrote:\n> Yes\n\nFine, two: the red ones.\nThanks",
            })
    void what_was_quoted_is_cut(String text) {
        assertThat(WrittenText.of(text, OURS)).isEqualToNormalizingNewlines("Fine, two: the red ones.\nThanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes please.\nFrom: Berlin\nTo: Hamburg\nOn: 12 May",
                "Yes please.\nVon: Berlin\nAn: Hamburg\nDatum: 12.05.2026",
                "Hi,\n--- my questions ---\n1. What is it?\n2. When?",
                "Hi,\n*** as a gift ***\nplease",
                "Hi,\n__________\nthe red ones\n----------\nthe blue ones",
                "Hi,\nOn Fri, Nov 27, 2026 Shop <shop@example.com> wrote:\n> Which?\nThe red ones.\n> How many?\nTwo.",
                "> Which?\nThe red ones.\n> How many?\nTwo.",
                "I asked shop@example.com in 2026:\nwhich ones?",
                "My answers:\n1. two\n2. the red ones",
            })
    void what_somebody_wrote_stays_whole(String text) {
        assertThat(WrittenText.of(text, OURS)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> Which?\nThe red ones.\n\n> It is three days.\n>\n> Shop",
                "> Which?\nThe red ones.\n-- \nZoe\n\n-----Original Message-----\nSubject: Re\nDate: Friday\n\nWhich?",
            })
    void an_answer_between_quoted_lines_keeps_them(String text) {
        assertThat(WrittenText.of(text, OURS)).isEqualTo("> Which?\nThe red ones.");
    }
}
