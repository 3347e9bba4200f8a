package leadhub.forms.submissions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.forms.Form;
import leadhub.forms.FormCounts;
import leadhub.forms.Forms;
import leadhub.forms.submissions.SubmissionForms.Checked;
import leadhub.forms.visits.Visits;
import leadhub.intake.IntakeLedger;
import leadhub.intake.NewIntake;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what many visitors send at the same time: one transaction for all, in which each has its row of the ledger and its submission.
 * Their leads are made right after by whoever works on the ledger ({@link FormIntake#handle}), after a crash too.
 */
@Service
public class SubmittedTogether {
    private final SubmissionForms checks;
    private final SubmissionSql sql;
    private final IntakeLedger ledger;
    private final Counted counted;
    private final Clock clock;

    SubmittedTogether(SubmissionForms checks, SubmissionSql sql, IntakeLedger ledger, Counted counted, Clock clock) {
        this.checks = checks;
        this.sql = sql;
        this.ledger = ledger;
        this.counted = counted;
        this.clock = clock;
    }

    /** What is counted, and of what. */
    @Component
    record Counted(Forms forms, FormCounts counts, Visits visits) {}

    /** One that was found right, and that nothing else has to be kept or asked for. */
    public static final class One {
        private final Form form;
        private final SentForm sent;
        private final NewIntake wanted;
        private final Checked checked;

        private One(Form form, SentForm sent, NewIntake wanted, Checked checked) {
            this.form = form;
            this.sent = sent;
            this.wanted = wanted;
            this.checked = checked;
        }

        /** Bytes of the body. */
        public int size() {
            return wanted.size();
        }
    }

    /**
     * What may go with others; empty for what has to go alone: it is suspected, refused or attached to, or its form takes only so many or
     * has more to do at once.
     */
    public Optional<One> look(Caller sender, Form form, SentForm sent, NewIntake wanted) {
        var settings = form.settings();
        if (sent.suspicion() != null
                || sent.solved() != null
                || sent.policy() != null
                || !sent.files().isEmpty()
                || settings.isDoubleOptIn()
                || settings.storesPartial()
                || settings.maxSubmissions() != null
                || !form.isOpen(Times.now(clock))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new One(form, sent, FormIntake.once(wanted, sent), checks.check(sender, form, sent)));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Keeps them; the leads are to be made. A conflict where something about one of them has changed meanwhile: then each has to go alone.
     *
     * @return in their order; empty for one that has to go alone, such as a page that was sent before
     */
    @Transactional
    public List<Optional<Submission>> keep(long workspaceId, List<One> all) {
        var now = Times.now(clock);
        var unchanged = counted.forms()
                .unchanged(workspaceId, all.stream().map(one -> one.form).toList());
        var ids = sql.newIds(workspaceId, all.size());
        var rows = new ArrayList<IntakeLedger.Kept>();
        for (var place = 0; place < all.size(); place++) {
            if (unchanged.contains(all.get(place).form.id())) {
                rows.add(new IntakeLedger.Kept(all.get(place).wanted, ids.get(place)));
            }
        }
        var accepted = ledger.acceptKept(workspaceId, rows);
        var answers = new ArrayList<Optional<Submission>>();
        var kept = new ArrayList<One>();
        for (var place = 0; place < all.size(); place++) {
            var one = all.get(place);
            var id = ids.get(place);
            var isKept = accepted.contains(id);
            answers.add(
                    isKept
                            ? Optional.of(one.checked
                                    .submission(one.form, SubmissionStatus.ACCEPTED, one.sent, now)
                                    .withId(id))
                            : Optional.empty());
            if (isKept) {
                kept.add(one);
            }
        }
        insert(workspaceId, answers.stream().flatMap(Optional::stream).toList(), kept);
        return answers;
    }

    private void insert(long workspaceId, List<Submission> submissions, List<One> kept) {
        if (kept.isEmpty()) {
            return;
        }
        var tokens = kept.stream()
                .map(one -> Objects.requireNonNullElse(one.sent.token(), ""))
                .toList();
        if (sql.insertAll(workspaceId, submissions, tokens) < kept.size()) {
            throw new Problem.Conflict(Refusal.of("record.busy")).exception();
        }
        count(workspaceId, submissions);
    }

    /** The forms first, then their days, each in the order in which all others do. */
    private void count(long workspaceId, List<Submission> submissions) {
        var byForm = new TreeMap<Long, Integer>();
        var byHost = new TreeMap<Long, TreeMap<String, Integer>>();
        for (var one : submissions) {
            byForm.merge(one.formId(), 1, Integer::sum);
            byHost.computeIfAbsent(one.formId(), id -> new TreeMap<>())
                    .merge(SubmissionForms.host(one), 1, Integer::sum);
        }
        var now = submissions.getFirst().createdAt();
        byForm.forEach(
                (id, number) -> counted.counts().add(workspaceId, id, new FormCounts.Added(0, 0, number, 0, 0, now)));
        byHost.forEach((id, hosts) ->
                hosts.forEach((host, number) -> counted.visits().submitted(workspaceId, id, host, number)));
    }
}
