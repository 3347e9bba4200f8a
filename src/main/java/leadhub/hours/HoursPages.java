package leadhub.hours;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Business hours. */
@Component
class HoursPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/hours";
    private static final String TEMPLATE = "hours/hours.jte";
    private static final int HOLIDAYS_SHOWN = 5;

    private final Hours hours;
    private final Holidays holidays;
    private final Clock clock;

    HoursPages(Hours hours, Holidays holidays, Clock clock) {
        this.hours = hours;
        this.holidays = holidays;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.ADMIN, visit -> Reply.page(TEMPLATE, screen(visit, FormErrors.NONE)))
                .inSettings(25, "settings", "hours.title")
                .post(ALL, Role.ADMIN, this::change)
                .post(ALL + "/closures", Role.ADMIN, this::close)
                .post(ALL + "/closures/remove", Role.ADMIN, this::open);
    }

    private Reply change(Visit visit) {
        var form = visit.form();
        var shifts = shifts(visit, form);
        var region = visit.field("region");
        return answer(
                visit,
                FormErrors.of(
                        HoursScreen.WEEK,
                        form,
                        () -> hours.change(
                                visit.caller(),
                                before -> new BusinessHours(
                                        shifts, before.closures(), region.isEmpty() ? null : region))));
    }

    private Reply answer(Visit visit, FormErrors mistake) {
        return mistake.isNone()
                ? Reply.redirect(ALL).saying("settings.saved")
                : Reply.refused(TEMPLATE, screen(visit, mistake));
    }

    private static List<Shift> shifts(Visit visit, Input form) {
        var shifts = new ArrayList<Shift>();
        for (var day : DayOfWeek.values()) {
            for (var number = 1; number <= HoursScreen.SHIFTS_A_DAY; number++) {
                var name = HoursScreen.field(day, number);
                var from = visit.field(name + "_from").strip();
                var to = visit.field(name + "_to").strip();
                if (from.isEmpty() && to.isEmpty()) {
                    continue;
                }
                var begin = time(from);
                var end = time(to);
                if (begin == null || end == null) {
                    form.reject(name + (begin == null ? "_from" : "_to"), Refusal.of("hours.time"));
                } else {
                    shifts.add(new Shift(day, begin, end));
                }
            }
        }
        return shifts;
    }

    private static @Nullable LocalTime time(String text) {
        try {
            return text.matches("[0-9]{2}:[0-9]{2}") ? LocalTime.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Reply close(Visit visit) {
        var form = visit.form();
        var from = date(visit, form, "from");
        var to = visit.field("to").isBlank() ? from : date(visit, form, "to");
        if (from != null && to != null && to.isBefore(from)) {
            form.reject("to", Refusal.of("hours.order"));
        }
        return answer(
                visit,
                FormErrors.of(
                        HoursScreen.CLOSURE,
                        form,
                        () -> hours.change(visit.caller(), before -> {
                            var closures = new ArrayList<>(before.closures());
                            closures.add(new Closure(
                                    java.util.Objects.requireNonNull(from), java.util.Objects.requireNonNull(to)));
                            return new BusinessHours(before.shifts(), closures, before.region());
                        })));
    }

    private static @Nullable LocalDate date(Visit visit, Input form, String field) {
        try {
            return LocalDate.parse(visit.field(field).strip());
        } catch (DateTimeException e) {
            form.reject(field, Refusal.of("hours.date"));
            return null;
        }
    }

    private Reply open(Visit visit) {
        var gone = visit.field("closure");
        hours.change(
                visit.caller(),
                before -> new BusinessHours(
                        before.shifts(),
                        before.closures().stream()
                                .filter(closure -> !HoursScreen.key(closure).equals(gone))
                                .toList(),
                        before.region()));
        return Reply.redirect(ALL).saying("settings.saved");
    }

    private HoursScreen screen(Visit visit, FormErrors mistake) {
        var kept = hours.get(visit.caller());
        var locale = visit.page().locale();
        var now = Times.now(clock);
        var today = LocalDate.ofInstant(now, visit.caller().region().zone());
        var region = kept.region();
        return new HoursScreen(
                kept,
                times(kept),
                holidays.choices(locale),
                region == null ? List.of() : holidays.next(region, today, HOLIDAYS_SHOWN, locale),
                new HoursScreen.State(now, hours.nextOpen(visit.caller(), kept, now)),
                mistake);
    }

    /** What stands in the fields of the week. */
    private static Map<String, String> times(BusinessHours kept) {
        var times = new HashMap<String, String>();
        for (var day : DayOfWeek.values()) {
            var number = 1;
            for (var shift : kept.shifts()) {
                if (shift.day() == day) {
                    var name = HoursScreen.field(day, number++);
                    times.put(name + "_from", shift.from().toString());
                    times.put(name + "_to", shift.to().toString());
                }
            }
        }
        return times;
    }
}
