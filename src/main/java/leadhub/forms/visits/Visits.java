package leadhub.forms.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.forms.Form;
import leadhub.forms.FormCounts;
import leadhub.forms.Forms;
import leadhub.forms.fields.FieldValues;
import leadhub.forms.visits.VisitSql.Place;
import leadhub.forms.visits.VisitSql.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what visitors do with forms, by days of UTC and by the hosts of the pages that show them. No cookie, no address, no hash of
 * one: who looks twice counts twice.
 *
 * <p>Limits: 100 hosts of a form and day, those beyond it together; kept for 400 days.
 */
@Service
public class Visits {
    private static final int MOST_HOSTS = 100;
    private static final int SHOWN = 100;
    private static final int KEPT_DAYS = 400;

    private final VisitSql sql;
    private final Forms forms;
    private final FormCounts counts;
    private final Clock clock;

    Visits(VisitSql sql, Forms forms, FormCounts counts, Clock clock) {
        this.sql = sql;
        this.forms = forms;
        this.counts = counts;
        this.clock = clock;
    }

    /** Somebody sees a form in a page. */
    @Transactional
    public void seen(Caller sender, long formId, String host) {
        addUp(sender, formId, host, Step.VIEW);
    }

    /** Somebody begins to fill it in. */
    @Transactional
    public void begun(Caller sender, long formId, String host) {
        addUp(sender, formId, host, Step.START);
    }

    /** The form first, then its day, as submissions do: otherwise the two would wait for each other. */
    private void addUp(Caller sender, long formId, String host, Step step) {
        counts.add(sender.workspaceId(), formId, new FormCounts.Added(step.views(), step.starts(), 0, 0, 0, null));
        count(sender.workspaceId(), formId, host, step);
    }

    /** Somebody leaves who had begun. @param key the field that they filled in last; another one isn't counted */
    @Transactional
    public void left(Caller sender, Form form, String key) {
        if (FieldValues.keys(form.fields()).contains(key)) {
            sql.addLeaver(sender.workspaceId(), form.id(), today(), key);
        }
    }

    /** What keeps a form from being shown. */
    public enum Block {
        /** The content security policy of the page that wants to show it. */
        POLICY,
        /** The form's own list of hosts. */
        HOSTS
    }

    /** A page wants to show it and can't. */
    @Transactional
    public void blocked(Caller sender, long formId, String host, Block by) {
        count(sender.workspaceId(), formId, host, by == Block.POLICY ? Step.POLICY_BLOCK : Step.HOST_BLOCK);
    }

    /** What was sent. */
    public enum Sent {
        SUBMISSION,
        SPAM,
        /** Spam without the arithmetic that the form asks for. */
        UNSOLVED
    }

    /** Something was sent; within the transaction that keeps it, whose end others wait for. */
    public void sent(long workspaceId, long formId, String host, Sent what) {
        count(
                workspaceId,
                formId,
                host,
                switch (what) {
                    case SUBMISSION -> Step.SUBMISSION;
                    case SPAM -> Step.SPAM;
                    case UNSOLVED -> Step.UNSOLVED;
                });
    }

    /** Several submissions were sent from pages of a host, likewise. */
    public void submitted(long workspaceId, long formId, String host, int number) {
        count(workspaceId, formId, host, Step.submissions(number));
    }

    private void count(long workspaceId, long formId, String host, Step step) {
        sql.add(workspaceId, new Place(formId, today(), host), counts.slot(), step, MOST_HOSTS);
    }

    /** How a form did on the last days, today among them. */
    public FormFigures figures(Caller caller, long formId, int days) {
        forms.get(caller, formId);
        var since = today().minusDays(days - 1L);
        return new FormFigures(
                sql.hosts(caller.workspaceId(), formId, since, SHOWN),
                sql.drops(caller.workspaceId(), formId, since, SHOWN));
    }

    /** Forgets days that are long gone. */
    @Transactional
    public void forgetOld(long workspaceId) {
        sql.forget(workspaceId, today().minusDays(KEPT_DAYS));
    }

    private LocalDate today() {
        return Times.now(clock).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
