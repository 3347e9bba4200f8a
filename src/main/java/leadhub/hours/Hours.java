package leadhub.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the hours in which a workspace works, and says when that is. */
@Service
public class Hours {
    private final HoursSql sql;
    private final Holidays holidays;
    private final Audit audit;

    Hours(HoursSql sql, Holidays holidays, Audit audit) {
        this.sql = sql;
        this.holidays = holidays;
        this.audit = audit;
    }

    public BusinessHours get(Caller caller) {
        return sql.find(caller.workspaceId()).orElse(BusinessHours.USUAL);
    }

    /** The first moment from then on at which somebody works, by the hours and the time zone of now. */
    public Instant nextOpen(Caller caller, Instant at) {
        return nextOpen(caller, get(caller), at);
    }

    Instant nextOpen(Caller caller, BusinessHours hours, Instant at) {
        return hours.nextOpen(at, caller.region().zone(), isHoliday(hours.region()));
    }

    private Predicate<LocalDate> isHoliday(@Nullable String region) {
        return day -> region != null && holidays.isHoliday(region, day);
    }

    /** Changes them; runs that wait for the old ones look again when they are due. */
    @Transactional
    public void change(Caller caller, UnaryOperator<BusinessHours> change) {
        caller.require(Role.ADMIN);
        sql.lock(caller.workspaceId());
        var before = get(caller);
        var wanted = change.apply(before);
        if (wanted.shifts().isEmpty()) {
            throw Problem.invalid("shifts", Refusal.of("hours.none")).exception();
        }
        if (wanted.region() != null && !holidays.isKnown(wanted.region())) {
            throw Problem.invalid("region", Refusal.of("in")).exception();
        }
        if (wanted.closures().size() > BusinessHours.MOST_CLOSURES) {
            throw Problem.invalid("from", Refusal.of("max.array").with("max", BusinessHours.MOST_CLOSURES))
                    .exception();
        }
        var sorted = new BusinessHours(
                wanted.shifts(),
                wanted.closures().stream()
                        .sorted(Comparator.comparing(Closure::from).thenComparing(Closure::to))
                        .distinct()
                        .toList(),
                wanted.region());
        sql.write(caller.workspaceId(), sorted);
        audit.record(caller, "workspace.hours_changed", caller.workspaceId(), before, sorted);
    }
}
