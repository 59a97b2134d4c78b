// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

namespace keel {

bool windowIsBuilt()
{
    return false;
}

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, bool /*window*/)
{
    return std::make_unique<QCoreApplication>(argc, argv);
}

Result<AttachOptions> attachOptions(const QString& /*url*/, const QString& /*tokenFile*/, const QString& /*caFile*/)
{
    return AttachOptions();
}

std::unique_ptr<QObject> openAttached(const AttachOptions& /*options*/)
{
    return {};
}

std::unique_ptr<QObject> openWindow(Host& /*host*/)
{
    return {};
}

} // namespace keel
