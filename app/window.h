// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/host.h"

#include <QCoreApplication>
#include <QSslConfiguration>
#include <QUrl>

#include <memory>

/// The only place where the program meets the desktop; window.cpp where it is built, nowindow.cpp where it is not.
namespace keel {

[[nodiscard]] bool windowIsBuilt();
/// A QApplication for a window, else a QCoreApplication. argc must outlive it.
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, bool window);
/// A service on another machine, and how this desktop gets to it.
struct AttachOptions
{
    QUrl address;      ///< as http://127.0.0.1:7878; checked
    QString tokenFile; ///< empty: the environment or the keychain
    QSslConfiguration tls;
    QString who; ///< who sits here
};
/// Shows the desktop on that service. The program ends with its last window.
[[nodiscard]] std::unique_ptr<QObject> openAttached(const AttachOptions& options);
/// Takes what `--attach` said apart; the error is for people.
[[nodiscard]] Result<AttachOptions> attachOptions(const QString& url, const QString& tokenFile, const QString& caFile);
/// Shows the desktop on a host that outlives it; closing the window stops the host.
[[nodiscard]] std::unique_ptr<QObject> openWindow(Host& host);

} // namespace keel
