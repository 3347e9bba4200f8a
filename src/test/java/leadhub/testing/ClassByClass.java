package leadhub.testing;

import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Tells the shared server that another test class begins; JUnit finds it by its file in {@code META-INF/services}. */
public final class ClassByClass implements BeforeAllCallback, TestInstancePreConstructCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isOneInstance(context)) {
            begins(context);
        }
    }

    /** The fields of an instance that serves the whole class are filled before. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        if (isOneInstance(context)) {
            begins(context);
        }
    }

    private static boolean isOneInstance(ExtensionContext context) {
        return context.getTestInstanceLifecycle().stream().anyMatch(Lifecycle.PER_CLASS::equals);
    }

    private static void begins(ExtensionContext context) {
        if (!context.getRequiredTestClass().isMemberClass()) {
            TestServer.nextClass();
        }
    }
}
