package leadhub.automations.triggers;

import leadhub.events.LeadSnapshot;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A tag that is taken off a lead. */
@Component
final class TagRemoved extends TagTrigger {
    TagRemoved(Tags tags) {
        super(tags);
    }

    @Override
    public String type() {
        return "tag_removed";
    }

    @Override
    boolean fits(@Nullable LeadSnapshot before, @Nullable LeadSnapshot after, long tagId) {
        return TriggerConfig.hasTag(before, tagId) && !TriggerConfig.hasTag(after, tagId);
    }
}
