// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/attached/attached.h"
#include "ui/pages/page.h"

#include <QApplication>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace keel {

/// The offscreen platform complains about what a window system would do.
inline void failOnOtherWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

/// A page over a fake service, shown in a window of its own; where the tests run attached, over a desktop's connection
/// to that service.
template <class P>
struct PageFixture
{
    FakeSyncService service;
    QTemporaryDir dir;
    QSettings settings{dir.filePath(QStringLiteral("desktop.ini")), QSettings::IniFormat};
    Theme theme{Theme::Mode::Light};
    Icons icons{theme};
    Permits permits;
    std::unique_ptr<Attached> attached;
    std::unique_ptr<P> page;

    /// What the page is over.
    [[nodiscard]] SyncService& shown() { return attached ? static_cast<SyncService&>(attached->service()) : service; }

    void open(QSize size = {1080, 720})
    {
        theme.apply(*qobject_cast<QApplication*>(QCoreApplication::instance()));
        if (Attached::isWanted()) {
            attached = std::make_unique<Attached>(service);
            QVERIFY(attached->start());
        }
        page = std::make_unique<P>(PageContext{shown(), theme, icons, settings, permits, QStringLiteral("ana")});
        page->resize(size);
        page->show();
        page->activateWindow();
    }
    template <class T>
    [[nodiscard]] T* find() const
    {
        return page->template findChild<T*>();
    }
    /// Bytes of a file in the fixture's folder; empty when there is none.
    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace keel
