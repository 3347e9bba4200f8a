package leadhub.exports.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import leadhub.exports.schedules.Timing.Every;
import org.junit.jupiter.api.Test;

/** When the next file is made. */
class TimingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant next(Timing timing, String after, ZoneId zone) {
        return timing.next(Instant.parse(after), zone);
    }

    private static Timing daily(int hour) {
        return new Timing(Every.DAILY, null, null, hour);
    }

    private static Timing monthly(int day) {
        return new Timing(Every.MONTHLY, null, day, 9);
    }

    @Test
    void a_daily_one_comes_at_its_hour_of_the_zone() {
        assertThat(next(daily(9), "2026-01-10T07:59:59Z", BERLIN)).isEqualTo("2026-01-10T08:00:00Z");
        assertThat(next(daily(9), "2026-01-10T08:00:00Z", BERLIN)).isEqualTo("2026-01-11T08:00:00Z");
        assertThat(next(daily(0), "2026-01-10T22:30:00Z", BERLIN)).isEqualTo("2026-01-10T23:00:00Z");
    }

    /** At nine before and after, though one day has 23 hours and another 25. */
    @Test
    void it_keeps_the_hour_across_daylight_saving() {
        assertThat(next(daily(9), "2026-03-28T08:00:00Z", BERLIN)).isEqualTo("2026-03-29T07:00:00Z");
        assertThat(next(daily(9), "2026-10-24T07:00:00Z", BERLIN)).isEqualTo("2026-10-25T08:00:00Z");
    }

    @Test
    void an_hour_that_a_day_does_not_have_is_the_first_moment_after() {
        assertThat(next(daily(2), "2026-03-28T01:00:00Z", BERLIN)).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(next(daily(2), "2026-03-29T01:00:00Z", BERLIN)).isEqualTo("2026-03-30T00:00:00Z");
    }

    @Test
    void an_hour_that_a_day_has_twice_counts_once() {
        assertThat(next(daily(2), "2026-10-24T20:00:00Z", BERLIN)).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(next(daily(2), "2026-10-25T00:00:00Z", BERLIN)).isEqualTo("2026-10-26T01:00:00Z");
    }

    @Test
    void a_weekly_one_comes_on_its_day() {
        var monday = new Timing(Every.WEEKLY, DayOfWeek.MONDAY, null, 9);
        assertThat(next(monday, "2026-01-10T12:00:00Z", ZoneOffset.UTC)).isEqualTo("2026-01-12T09:00:00Z");
        assertThat(next(monday, "2026-01-12T08:00:00Z", ZoneOffset.UTC)).isEqualTo("2026-01-12T09:00:00Z");
        assertThat(next(monday, "2026-01-12T09:00:00Z", ZoneOffset.UTC)).isEqualTo("2026-01-19T09:00:00Z");
    }

    @Test
    void a_monthly_one_comes_on_its_day_or_the_last_of_a_shorter_month() {
        assertThat(next(monthly(31), "2026-01-31T10:00:00Z", ZoneOffset.UTC)).isEqualTo("2026-02-28T09:00:00Z");
        assertThat(next(monthly(31), "2026-02-28T09:00:00Z", ZoneOffset.UTC)).isEqualTo("2026-03-31T09:00:00Z");
        assertThat(next(monthly(29), "2028-02-01T00:00:00Z", ZoneOffset.UTC)).isEqualTo("2028-02-29T09:00:00Z");
        assertThat(next(monthly(1), "2026-12-01T09:00:00Z", ZoneOffset.UTC)).isEqualTo("2027-01-01T09:00:00Z");
    }
}
