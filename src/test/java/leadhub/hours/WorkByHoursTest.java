package leadhub.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workspace works by its hours, days off and holidays. */
class WorkByHoursTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspaceIn("Europe/Berlin");
    private final Panel panel = workspace.panel(Role.ADMIN);
    private final Holidays holidays = new Holidays();

    @BeforeEach
    void look() {
        panel.get("/settings/hours");
    }

    private static Instant at(String time, String zone) {
        return LocalDateTime.parse(time).atZone(ZoneId.of(zone)).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        // A break at noon.
        "Europe/Berlin, mon 09:00-12:00 mon 13:00-17:00, 2025-07-07T11:59, 2025-07-07T11:59",
        "Europe/Berlin, mon 09:00-12:00 mon 13:00-17:00, 2025-07-07T12:00, 2025-07-07T13:00",
        "Europe/Berlin, mon 09:00-12:00 mon 13:00-17:00, 2025-07-07T17:00, 2025-07-14T09:00",
        // Through the night, into a day on which nobody begins.
        "Europe/Berlin, fri 22:00-06:00, 2025-07-05T05:59, 2025-07-05T05:59",
        "Europe/Berlin, fri 22:00-06:00, 2025-07-05T06:00, 2025-07-11T22:00",
        "Europe/Berlin, fri 00:00-00:00, 2025-07-04T23:59, 2025-07-04T23:59",
        // The clock is put forward at 2:00: what would begin then begins an hour later.
        "Europe/Berlin, sun 02:30-06:00, 2025-03-29T12:00, 2025-03-30T03:30",
        // There is no 30 December 2011, a Friday.
        "Pacific/Apia, fri 09:00-17:00, 2011-12-29T12:00, 2012-01-06T09:00",
        "Australia/Lord_Howe, sun 02:15-06:00, 2025-10-04T12:00, 2025-10-05T02:45",
    })
    void shifts_come_every_week(String zone, String week, String asked, String open) {
        var shifts = Arrays.stream(week.split("(?<=[0-9]) ")).map(WorkByHoursTest::shift);
        assertThat(new BusinessHours(shifts.toList(), List.of(), null)
                        .nextOpen(at(asked, zone), ZoneId.of(zone), day -> false))
                .isEqualTo(at(open, zone));
    }

    private static Shift shift(String text) {
        var times = text.substring(4).split("-");
        return new Shift(
                Shift.day(text.substring(0, 3)).orElseThrow(), LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    @Test
    void days_off_and_holidays_of_a_region_are_left_out() {
        var zone = ZoneId.of("Europe/Berlin");
        var closed = new BusinessHours(
                BusinessHours.USUAL.shifts(),
                List.of(new Closure(LocalDate.parse("2025-12-24"), LocalDate.parse("2025-12-31"))),
                "de-by");
        var evening = at("2025-12-23T18:00", "Europe/Berlin");
        assertThat(closed.nextOpen(evening, zone, day -> holidays.isHoliday("de-by", day)))
                .as("New Year is a Thursday")
                .isEqualTo(at("2026-01-02T09:00", "Europe/Berlin"));
        // Epiphany is a holiday in Bavaria, not in Berlin.
        var epiphany = LocalDate.parse("2026-01-06");
        assertThat(Stream.of("de-by", "de-be", "de").filter(one -> holidays.isHoliday(one, epiphany)))
                .containsExactly("de-by");
    }

    @Test
    void who_is_closed_for_years_has_nobody_wait() {
        var never = new BusinessHours(
                BusinessHours.USUAL.shifts(),
                List.of(new Closure(LocalDate.parse("2025-01-01"), LocalDate.parse("2045-01-01"))),
                null);
        var now = at("2025-07-07T12:00", "UTC");
        assertThat(never.nextOpen(now, ZoneId.of("UTC"), day -> false)).isEqualTo(now);
    }

    @Test
    void an_admin_sets_them() {
        var week = Map.of(
                "mon1_from", "08:00", "mon1_to", "12:00", "mon2_from", "12:30", "mon2_to", "16:00", "region", "de-be");
        assertThat(panel.post("/settings/hours", week).status()).isEqualTo(303);
        var page = panel.get("/settings/hours").body();
        assertThat(page).contains("value=\"12:30\"", "value=\"de-be\" selected").doesNotContain("value=\"17:00\"");
        panel.post("/settings/hours/closures", Map.of("from", "2030-12-24", "to", "2030-12-31"));
        assertThat(panel.get("/settings/hours", "de").body()).contains("2030-12-24/2030-12-31");
        panel.post("/settings/hours/closures/remove", Map.of("closure", "2030-12-24/2030-12-31"));
        assertThat(panel.get("/settings/hours").body()).doesNotContain("2030-12-24/2030-12-31");
        assertThat(server.bean(Hours.class).get(workspace.caller()).shifts()).hasSize(2);
    }

    @Test
    void what_is_wrong_is_said_beside_what_was_typed() {
        var half = panel.post("/settings/hours", Map.of("tue1_from", "08:00", "region", ""));
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.body()).contains("A shift needs a beginning and an end", "value=\"08:00\"");
        assertThat(panel.post("/settings/hours", Map.of("region", "")).body())
                .contains("There must be working hours on at least one day.");
        assertThat(panel.post("/settings/hours/closures", Map.of("from", "2030-12-24", "to", "2030-12-01"))
                        .body())
                .contains("The last day comes before the first.");
        assertThat(panel.post("/settings/hours/closures", Map.of("from", "tomorrow"))
                        .body())
                .contains("That is no date.");
        assertThat(server.bean(Hours.class).get(workspace.caller())).isEqualTo(BusinessHours.USUAL);
    }

    @Test
    void regions_have_names_in_each_language() {
        assertThat(holidays.choices(Locale.GERMAN)).anyMatch(one -> one.label().equals("Deutschland – Bayern"));
        assertThat(holidays.choices(Locale.ENGLISH))
                .hasSizeGreaterThan(200)
                .noneMatch(one -> one.label().contains("undefined"));
        assertThat(holidays.next("us", LocalDate.parse("2026-01-02"), 1, Locale.ENGLISH))
                .singleElement()
                .satisfies(one -> assertThat(one.name()).contains("Martin Luther King"));
    }
}
