package leadhub.bulk;

import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.leads.LeadStatus;
import leadhub.tags.Tag;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** Reads what is to be done to the picked leads: whichever the form says something about, first a choice, then a tag. */
final class BulkForm {
    private static final int MOST = 50;

    private BulkForm() {}

    static Optional<NewBulkChange> read(Input form) {
        var status = word(form, "status");
        if (status != null) {
            var found = LeadStatus.of(status).map(NewBulkChange::status);
            return found.isPresent() ? found : refused(form, "status");
        }
        var owner = word(form, "assigned_user_id");
        if (owner != null) {
            return owner.equals("nobody")
                    ? Optional.of(NewBulkChange.assign(null))
                    : isId(owner)
                            ? Optional.of(NewBulkChange.assign(Long.valueOf(owner)))
                            : refused(form, "assigned_user_id");
        }
        var stage = word(form, "pipeline_stage_id");
        if (stage != null) {
            return isId(stage)
                    ? Optional.of(NewBulkChange.move(Long.parseLong(stage)))
                    : refused(form, "pipeline_stage_id");
        }
        var untag = word(form, "untag");
        if (untag != null) {
            return isId(untag) ? Optional.of(NewBulkChange.untag(Long.parseLong(untag))) : refused(form, "untag");
        }
        var tag = form.text("tag", Tag.MOST_CHARACTERS).over(null);
        return Optional.ofNullable(tag).map(NewBulkChange::tag);
    }

    private static @Nullable String word(Input form, String field) {
        return form.text(field, MOST).over(null);
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,18}");
    }

    private static Optional<NewBulkChange> refused(Input form, String field) {
        form.reject(field, Refusal.of("in"));
        return Optional.empty();
    }
}
