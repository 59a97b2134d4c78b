// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/attachedwindow.h"
#include "app/context.h"
#include "app/desktopnotice.h"
#include "ui/desktop.h"

#include <QApplication>

namespace keel {

bool windowIsBuilt()
{
    return true;
}

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, bool window)
{
    if (!window)
        return std::make_unique<QCoreApplication>(argc, argv);
    auto application = std::make_unique<QApplication>(argc, argv);
    // The last window closes first; the program ends when the host has stopped in order.
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setDesktopFileName(QStringLiteral("evenkeel"));
    return application;
}

Result<AttachOptions> attachOptions(const QString& url, const QString& tokenFile, const QString& caFile)
{
    const auto address = remote::serviceAddress(url);
    if (!address)
        return fail(address.error());
    AttachOptions options{.address = *address,
                          .tokenFile = tokenFile,
                          .tls = QSslConfiguration::defaultConfiguration(),
                          .who = Context::who()};
    if (caFile.isEmpty())
        return options;
    const QList<QSslCertificate> authorities = QSslCertificate::fromPath(caFile);
    if (authorities.isEmpty())
        return fail({.kind = ErrorClass::Config,
                     .code = ErrorCode::ConfigInvalid,
                     .detail = QStringLiteral("no certificate was found in it"),
                     .place = caFile,
                     .mend = QStringLiteral("--ca takes a file in PEM")});
    options.tls.addCaCertificates(authorities);
    return options;
}

std::unique_ptr<QObject> openAttached(const AttachOptions& options)
{
    auto window = std::make_unique<AttachedWindow>(options);
    window->start();
    return window;
}

std::unique_ptr<QObject> openWindow(Host& host)
{
    std::unique_ptr<QWidget> window = makeDesktop(host.service(), {});
    auto* notice = new DesktopNotice(window.get());
    QObject::connect(&host.alerts(), &AlertCenter::notified, notice, &DesktopNotice::show);
    QObject::connect(qApp, &QGuiApplication::lastWindowClosed, &host, &Host::stop);
    window->show();
    return window;
}

} // namespace keel
