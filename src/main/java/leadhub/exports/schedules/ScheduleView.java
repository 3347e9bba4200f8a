package leadhub.exports.schedules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scheduled export in the format of the API. */
record ScheduleView(
        long id,
        String name,
        long userId,
        Map<String, String> filter,
        String sort,
        String direction,
        List<String> columns,
        String format,
        String delimiter,
        boolean bom,
        When schedule,
        String status,
        @Nullable String reason,
        @Nullable Instant nextRunAt,
        Instant createdAt,
        Instant updatedAt) {

    /** @param weekday {@code mon} … of a weekly one; @param day of a monthly one */
    record When(
            String every,
            @Nullable String weekday,
            @Nullable Integer day,
            int hour) {
        static When of(Timing timing) {
            var weekday = timing.weekday();
            return new When(
                    timing.every().word(), weekday == null ? null : Timing.word(weekday), timing.day(), timing.hour());
        }
    }

    static ScheduleView of(ScheduledExport one) {
        var wish = one.wish();
        var terms = wish.terms();
        var filter = ExportScheduleReader.values(terms.query());
        var sort = filter.remove("sort");
        var direction = filter.remove("direction");
        var reason = one.reason();
        return new ScheduleView(
                one.id(),
                wish.name(),
                wish.userId(),
                filter,
                sort == null ? "created_at" : sort,
                direction == null ? "desc" : direction,
                terms.columns(),
                terms.format().extension(),
                terms.delimiter() == '\t' ? "tab" : Character.toString(terms.delimiter()),
                terms.hasMark(),
                When.of(wish.timing()),
                one.state().word(),
                reason == null ? null : reason.word(),
                one.nextAt(),
                one.createdAt(),
                one.updatedAt());
    }

    /** One of its files. */
    record File(
            long id,
            long exportId,
            String status,
            @Nullable String reason,
            String format,
            @Nullable Long leads,
            @Nullable Long size,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt) {
        static File of(ExportFile file) {
            var reason = file.reason();
            return new File(
                    file.id(),
                    file.exportId(),
                    file.state().word(),
                    reason == null ? null : reason.word(),
                    file.format().extension(),
                    file.leads(),
                    file.size(),
                    file.createdAt(),
                    file.finishedAt(),
                    file.expiresAt());
        }
    }
}
