package leadhub.forms.watch;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.visits.VisitHost;
import leadhub.forms.watch.WatchSql.Counted;
import leadhub.site.AllowedHosts;
import org.springframework.stereotype.Component;

/** Looks how forms do that take submissions now: what their pages told since yesterday, and whether something still comes. */
@Component
public class FormHealths {
    /** One visitor's odd browser is no alarm. */
    private static final int LEAST_BLOCKS = 3;

    private static final int LEAST_UNSOLVED = 5;
    private static final int LOOKED_AT = 50;

    private final Forms forms;
    private final WatchSql sql;
    private final Clock clock;

    FormHealths(Forms forms, WatchSql sql, Clock clock) {
        this.forms = forms;
        this.sql = sql;
        this.clock = clock;
    }

    /** Why somebody should look after a form; empty if nobody need. */
    public Optional<FormInNeed> of(Caller caller, Form form) {
        return inNeed(caller).stream()
                .filter(one -> one.form().id() == form.id())
                .findFirst();
    }

    /** Those that somebody should look after, each with the first of its troubles. */
    public List<FormInNeed> inNeed(Caller caller) {
        var now = Times.now(clock);
        var yesterday = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        var counted = new HashMap<Long, List<Counted>>();
        sql.counted(caller.workspaceId(), yesterday)
                .forEach(one -> counted.computeIfAbsent(one.formId(), id -> new ArrayList<>())
                        .add(one));
        var silences = new HashMap<Long, FormInNeed.Silence>();
        sql.came(caller.workspaceId(), now.minus(Rhythm.LEAST), LOOKED_AT)
                .forEach((id, came) -> Rhythm.silence(came, now).ifPresent(silence -> silences.put(id, silence)));
        if (counted.isEmpty() && silences.isEmpty()) {
            return List.of();
        }
        return forms.list(caller, new Slice(0, Form.MOST)).items().stream()
                .filter(form -> form.isOpen(now))
                .flatMap(form -> look(form, counted.getOrDefault(form.id(), List.of()), silences).stream())
                .toList();
    }

    private static Optional<FormInNeed> look(Form form, List<Counted> counted, Map<Long, FormInNeed.Silence> silences) {
        return blockedByPolicy(form, counted)
                .or(() -> blockedByHosts(form, counted))
                .or(() -> unsolved(form, counted))
                .or(() -> Optional.ofNullable(silences.get(form.id()))
                        .map(silence -> new FormInNeed(form, FormTrouble.SILENT, "", 0, silence)));
    }

    /** Where it is shown more often than not, the page's policy was mended meanwhile, or its visitor has one of their own. */
    private static Optional<FormInNeed> blockedByPolicy(Form form, List<Counted> counted) {
        return counted.stream()
                .filter(FormHealths::isWebsite)
                .filter(one -> one.policyBlocks() >= LEAST_BLOCKS && one.policyBlocks() > one.views())
                .findFirst()
                .map(one -> new FormInNeed(form, FormTrouble.BLOCKED_BY_POLICY, one.host(), one.policyBlocks(), null));
    }

    /** A host that is on the list by now isn't blocked any more. */
    private static Optional<FormInNeed> blockedByHosts(Form form, List<Counted> counted) {
        var listed = form.settings().allowedHosts();
        var allowed = listed.isEmpty() ? AllowedHosts.ANY : AllowedHosts.of(listed);
        return counted.stream()
                .filter(FormHealths::isWebsite)
                .filter(one -> one.hostBlocks() >= LEAST_BLOCKS
                        && !allowed.allow("https://" + one.host())
                        && !allowed.allow("http://" + one.host()))
                .findFirst()
                .map(one -> new FormInNeed(form, FormTrouble.BLOCKED_BY_HOSTS, one.host(), one.hostBlocks(), null));
    }

    /** Nobody can look after the form's own page, or after all those together that are beyond the limit. */
    private static boolean isWebsite(Counted counted) {
        return !counted.host().equals(VisitHost.OWN) && !counted.host().equals(VisitHost.OTHER);
    }

    private static Optional<FormInNeed> unsolved(Form form, List<Counted> counted) {
        var unsolved = counted.stream().mapToLong(Counted::unsolved).sum();
        var submissions = counted.stream().mapToLong(Counted::submissions).sum();
        return form.settings().asksForWork() && unsolved >= LEAST_UNSOLVED && unsolved > submissions
                ? Optional.of(new FormInNeed(form, FormTrouble.CHALLENGE_FAILING, "", unsolved, null))
                : Optional.empty();
    }
}
