package leadhub.pipelines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipeline to be created, with at least one stage. */
public record NewPipeline(String name, @Nullable String description, boolean isDefault, List<NewStage> stages) {}
