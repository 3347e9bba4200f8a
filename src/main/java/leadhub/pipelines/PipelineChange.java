package leadhub.pipelines;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** What an update does to a pipeline. */
public record PipelineChange(Change<String> name, Change<@Nullable String> description, Change<Boolean> isDefault) {}
